package dev.reverseetl.provider.heroku.standin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an account has: databases, and the apps that have attachments of them. Thread-safe. */
public final class StandInAccount {
    private final String token = "HRKU-" + UUID.randomUUID();
    private final List<StandInDatabase> databases = new CopyOnWriteArrayList<>();
    private final List<StandInAttachment> attachments = new CopyOnWriteArrayList<>();

    private StandInAccount() {}

    /** Returns an account without anything, and with a token. */
    public static StandInAccount create() {
        return new StandInAccount();
    }

    /**
     * Adds a database, and attaches it to its app as {@code DATABASE}.
     *
     * @param database the database
     */
    public StandInAccount add(StandInDatabase database) {
        return add(database, "DATABASE");
    }

    /**
     * Adds a database, and attaches it to its app.
     *
     * @param database the database
     * @param attachment the attachment's name
     */
    public StandInAccount add(StandInDatabase database, String attachment) {
        databases.add(database);
        return attach(database, attachment, "");
    }

    /**
     * Attaches a database to its app.
     *
     * @param database the database
     * @param attachment the attachment's name
     * @param namespace such as {@code credential:segment}; empty for the default credential
     */
    public StandInAccount attach(StandInDatabase database, String attachment, String namespace) {
        attachments.add(new StandInAttachment(attachment, database, namespace));
        return this;
    }

    /**
     * Takes an attachment away.
     *
     * @param name the attachment's name
     */
    public void detach(String name) {
        attachments.removeIf(attachment -> attachment.name().equals(name));
    }

    /** {@return the token that calls must have} */
    public String token() {
        return token;
    }

    boolean accepts(String authorization) {
        String basic = Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
        return authorization.equals("Bearer " + token) || authorization.equals("Basic " + basic);
    }

    List<StandInAttachment> attachments() {
        return attachments;
    }

    boolean hasApp(String app) {
        return databases.stream().anyMatch(database -> database.app().equals(app));
    }

    /** Returns the databases of a name or id; several if it is the beginning of their names. */
    List<StandInDatabase> databases(String nameOrId) {
        List<StandInDatabase> exact = databases.stream()
                .filter(database ->
                        database.id().equals(nameOrId) || database.name().equals(nameOrId))
                .toList();
        return exact.isEmpty()
                ? databases.stream()
                        .filter(database -> database.name().startsWith(nameOrId))
                        .toList()
                : exact;
    }

    Optional<StandInDatabase> database(String nameOrId) {
        return databases(nameOrId).stream().findFirst();
    }
}
