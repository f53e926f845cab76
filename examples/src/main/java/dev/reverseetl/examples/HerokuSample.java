package dev.reverseetl.examples;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.HerokuProvider;
import dev.reverseetl.provider.heroku.HerokuProviderBuilder;
import dev.reverseetl.provider.heroku.standin.HerokuStandIn;
import dev.reverseetl.provider.heroku.standin.StandInAccount;
import dev.reverseetl.provider.heroku.standin.StandInDatabase;
import dev.reverseetl.provider.heroku.standin.StandInRoles;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * An app on Heroku with a database of one tier, on this machine: a PostgreSQL shaped so, and Heroku's two interfaces,
 * which make real roles on it.
 */
final class HerokuSample implements AutoCloseable {
    static final String APP = "shop-app";

    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, plan text NOT NULL, active boolean NOT NULL)",
            "INSERT INTO users VALUES (1, 'ada@example.com', 'pro', true), (2, 'bob@example.com', 'free', true)",
            "CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, cents int NOT NULL)",
            "INSERT INTO orders VALUES (1, 1, 4900), (2, 2, 1200)");

    private final SampleServer server;
    private final HerokuStandIn heroku;
    private final HerokuTier tier;
    private final StandInDatabase addOn;
    private final String ownerPassword;

    private HerokuSample(SampleServer server, HerokuTier tier, String ownerPassword) {
        this.server = server;
        this.tier = tier;
        this.ownerPassword = ownerPassword;
        this.addOn = new StandInDatabase(
                        "postgresql-curved-" + tier.number(),
                        tier.plan(),
                        APP,
                        new StandInRoles(superuser(), tier.owner(), false))
                .at(tier.host(), 5432, tier.database())
                .owner(tier.owner(), ownerPassword);
        this.heroku = HerokuStandIn.start(StandInAccount.create().add(addOn));
    }

    static HerokuSample start(SampleServer server, HerokuTier tier) throws SQLException {
        String password = StandInDatabase.newPassword();
        run(
                server.asSuperuser(SampleServer.SUPERUSER),
                "CREATE ROLE " + tier.owner() + " LOGIN PASSWORD '" + password + "'",
                "GRANT pg_monitor, pg_read_all_settings, pg_read_all_stats, pg_signal_backend TO " + tier.owner(),
                "CREATE DATABASE " + tier.database() + " OWNER " + tier.owner());
        DataSource superuser = server.asSuperuser(tier.database());
        run(superuser, tier.marks().toArray(String[]::new));
        run(superuser, "ALTER SCHEMA public OWNER TO " + tier.owner(), "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        run(superuser, "SET ROLE " + tier.owner(), String.join("; ", TABLES));
        return new HerokuSample(server, tier, password);
    }

    URI endpoint() {
        return heroku.endpoint();
    }

    /** Returns the token that the stand-in takes. */
    String token() {
        return heroku.account().token();
    }

    StandInDatabase addOn() {
        return addOn;
    }

    /** Returns the plug-in as it is for Heroku itself, but for the address. */
    HerokuProviderBuilder provider() {
        return HerokuProvider.builder()
                .endpoint(endpoint())
                .token(Secret.of(token()))
                .app(APP);
    }

    /** Returns how the default credential connects, on this machine. */
    ConnectionSettings admin() {
        return ConnectionSettings.builder()
                .host(server.host())
                .port(server.port())
                .database(tier.database())
                .user(tier.owner())
                .password(Secret.of(ownerPassword))
                .build();
    }

    DataSource superuser() {
        return server.asSuperuser(tier.database());
    }

    @Override
    public void close() {
        heroku.close();
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
