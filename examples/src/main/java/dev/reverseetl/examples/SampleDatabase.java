package dev.reverseetl.examples;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;

/**
 * The database of a small shop, as somebody may have it at a cloud provider, with an administrator as such a provider
 * gives.
 */
final class SampleDatabase {
    static final String NAME = "shop";
    static final String ADMIN = "shop_admin";

    private static final String TABLES = """
            CREATE SCHEMA app;
            CREATE TABLE app.users (
                id int PRIMARY KEY,
                email text NOT NULL,
                plan text NOT NULL,
                active boolean NOT NULL);
            INSERT INTO app.users VALUES
                (1, 'ada@example.com', 'pro', true),
                (2, 'bob@example.com', 'free', true),
                (3, 'cyd@example.com', 'free', false);
            CREATE TABLE app.orders (
                id int PRIMARY KEY,
                user_id int NOT NULL REFERENCES app.users,
                cents int NOT NULL);
            INSERT INTO app.orders VALUES (1, 1, 4900), (2, 1, 900), (3, 2, 1200);
            CREATE VIEW app.spending AS
                SELECT user_id, sum(cents) AS cents FROM app.orders GROUP BY user_id;
            """;

    private SampleDatabase() {}

    /** Creates it, and returns how its administrator connects. */
    static ConnectionSettings create(SampleServer server) throws SQLException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        run(
                server.asSuperuser(SampleServer.SUPERUSER),
                "CREATE ROLE " + ADMIN + " LOGIN CREATEROLE CREATEDB PASSWORD '" + password + "'",
                "CREATE DATABASE " + NAME + " OWNER " + ADMIN);
        run(server.asSuperuser(NAME), "SET ROLE " + ADMIN, TABLES);
        return ConnectionSettings.builder()
                .host(server.host())
                .port(server.port())
                .database(NAME)
                .user(ADMIN)
                .password(Secret.of(password))
                .build();
    }

    /** What happens in a shop between two runs. */
    static void change(DataSource source) throws SQLException {
        run(
                source,
                "UPDATE app.users SET email = 'ada@example.org' WHERE id = 1",
                "UPDATE app.users SET active = id = 3 WHERE id <> 1");
    }

    private static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
