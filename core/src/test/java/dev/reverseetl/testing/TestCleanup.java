package dev.reverseetl.testing;

import static java.util.stream.Collectors.joining;

import dev.reverseetl.postgres.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes out of a cluster what a test has put there: its databases, also those that its roles own, then its roles. */
record TestCleanup(PostgresServer server, TestToken token, String database, List<String> adoptedRoles) {
    private static final String ROLES =
            "SELECT rolname FROM pg_roles WHERE strpos(rolname, ?) > 0 OR rolname = ANY (?) ORDER BY 1";
    private static final String DATABASES =
            "SELECT datname FROM pg_database WHERE strpos(datname, ?) > 0 OR pg_get_userbyid(datdba) = ANY (?) OR datname = ?";

    void run() throws SQLException {
        try (Connection connection = server.connect("postgres");
                TestSession session = new TestSession(connection)) {
            if (session.queryOne(Boolean.class, "SELECT pg_is_in_recovery()")) {
                return; // a standby goes as a whole
            }
            List<String> roles = names(connection, ROLES, adoptedRoles);
            for (String name : names(connection, DATABASES, roles, database)) {
                session.run("DROP DATABASE " + Identifier.of(name).quoted() + " WITH (FORCE)");
            }
            if (!roles.isEmpty()) {
                String all =
                        roles.stream().map(role -> Identifier.of(role).quoted()).collect(joining(", "));
                // Together, because one may hold rights or memberships granted by another.
                session.run("DROP OWNED BY " + all + " CASCADE", "DROP ROLE " + all);
            }
        }
    }

    private List<String> names(Connection connection, String sql, List<String> roles, String... more)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, token.text());
            statement.setArray(2, connection.createArrayOf("text", roles.toArray()));
            for (int i = 0; i < more.length; i++) {
                statement.setString(3 + i, more[i]);
            }
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
