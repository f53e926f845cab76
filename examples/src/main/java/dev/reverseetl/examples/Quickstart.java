package dev.reverseetl.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts a PostgreSQL of its own and says which one: a placeholder until there is something to show on it. */
@Command(name = "quickstart", description = "Sets up a PostgreSQL that it brings along.")
final class Quickstart implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            System.out.println("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " is up.");
        }
        return 0;
    }
}
