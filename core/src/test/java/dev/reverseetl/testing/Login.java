package dev.reverseetl.testing;

import dev.reverseetl.postgres.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A role that may log in to a test's database. */
public record Login(TestDatabase database, String role, String password) {
    public DataSource dataSource() {
        return database.server().dataSource(database.name(), role, password);
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    public TestSession session() throws SQLException {
        return new TestSession(connect());
    }

    /** The role's name, in quotes. */
    public String quotedRole() {
        return Identifier.of(role).quoted();
    }

    @Override
    public String toString() {
        return role;
    }
}
