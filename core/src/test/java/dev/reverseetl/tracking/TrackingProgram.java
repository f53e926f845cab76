package dev.reverseetl.tracking;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Delivers each change into a file, page by page, before it acknowledges the page. */
final class TrackingProgram {
    private TrackingProgram() {}

    /** The arguments: host, port, database, user, password and the file. */
    public static void main(String[] arguments) throws IOException {
        ConnectionSettings settings = ConnectionSettings.builder()
                .host(arguments[0])
                .port(Integer.parseInt(arguments[1]))
                .database(arguments[2])
                .user(arguments[3])
                .password(Secret.of(arguments[4]))
                .build();
        ChangeTracker tracker = ChangeTracker.builder()
                .connection(settings)
                .model(Model.of("m", "SELECT id, name FROM app.users", "id"))
                .deleteGuard(DeleteGuard.none())
                .build();
        System.out.println("begins");
        try (ChangeSet changes = tracker.detect()) {
            for (ChangePage page : changes.pages(2)) {
                for (Change change : page.changes()) {
                    Files.writeString(
                            Path.of(arguments[5]), Destination.line(change) + "\n", StandardOpenOption.APPEND);
                    System.out.println("delivered");
                }
                page.acknowledge();
                System.out.println("acknowledged");
            }
        }
        System.out.println("ended");
    }
}
