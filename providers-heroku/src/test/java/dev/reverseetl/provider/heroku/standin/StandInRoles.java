package dev.reverseetl.provider.heroku.standin;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.setup.PasswordVerifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes roles of credentials on a server, as Heroku does. Names are letters, digits, hyphens and underscores.
 *
 * @param superuser gives connections of a superuser to the database
 * @param owner the default credential's role
 * @param ownerAdministers whether the owner becomes a member of each with ADMIN OPTION
 */
public record StandInRoles(DataSource superuser, String owner, boolean ownerAdministers) {
    void create(String name, String password) {
        run("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + verifier(password) + "'");
        run("DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO \"" + name
                + "\"', current_database()); END $$");
        if (ownerAdministers) {
            run("GRANT \"" + name + "\" TO \"" + owner + "\" WITH ADMIN OPTION");
        }
    }

    void password(String name, String password) {
        run("ALTER ROLE \"" + name + "\" PASSWORD '" + verifier(password) + "'");
    }

    /** What it owns goes to the default credential. */
    void drop(String name) {
        run("REASSIGN OWNED BY \"" + name + "\" TO \"" + owner + "\"");
        run("DROP OWNED BY \"" + name + "\"");
        run("DROP ROLE \"" + name + "\"");
    }

    /**
     * Tells whether a role exists: asked without the library.
     *
     * @param name its name
     */
    public boolean exists(String name) {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT FROM pg_roles WHERE rolname = '" + name.replace("'", "''") + "'")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The driver logs statements. */
    private static String verifier(String password) {
        return PasswordVerifier.of(Secret.of(password));
    }

    private void run(String sql) {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
