package dev.reverseetl.setup;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/**
 * What a set-up may find.
 *
 * @param role the role's state
 * @param schema the managed schema's state
 * @param grants what was granted already
 */
record StartingState(Role role, Schema schema, Grants grants) {
    enum Role {
        ABSENT,
        PRESENT,
        /** NOLOGIN, expired, no connection allowed, and made to act as another role. */
        WRONG
    }

    enum Schema {
        ABSENT,
        /** While the role is absent: owned by a role whose name differs in case only. */
        ROLE,
        ADMIN,
        THIRD
    }

    enum Grants {
        NONE,
        /**
         * USAGE on both schemas and SELECT on one table of three, as Segment's recipe may leave it; to PUBLIC while the
         * role is absent.
         */
        PARTIAL
    }

    /** Makes the state, as the superuser and the administrator would have. */
    void create(TestDatabase database, Login admin, String roleName, String managedSchema) throws SQLException {
        String quotedRole = Identifier.of(roleName).quoted();
        String quotedSchema = Identifier.of(managedSchema).quoted();
        database.run(
                "CREATE SCHEMA app AUTHORIZATION " + admin.quotedRole(),
                "CREATE TABLE app.users (id int PRIMARY KEY, email text)",
                "CREATE TABLE app.orders (id int PRIMARY KEY, amount numeric)",
                "CREATE VIEW app.active AS SELECT id FROM app.users",
                "ALTER TABLE app.users OWNER TO " + admin.quotedRole(),
                "ALTER TABLE app.orders OWNER TO " + admin.quotedRole(),
                "ALTER VIEW app.active OWNER TO " + admin.quotedRole());
        if (role != Role.ABSENT) {
            database.run("CREATE ROLE " + quotedRole + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        }
        if (role == Role.WRONG) {
            String group = database.uniqueRole("group");
            database.run(
                    "CREATE ROLE " + group,
                    "GRANT " + group + " TO " + quotedRole,
                    "ALTER ROLE " + quotedRole + " NOLOGIN CONNECTION LIMIT 0 VALID UNTIL '2020-01-01'",
                    "ALTER ROLE " + quotedRole + " SET role = " + group);
        }
        if (schema != Schema.ABSENT) {
            database.run("CREATE SCHEMA " + quotedSchema + " AUTHORIZATION " + owner(database, admin, quotedRole));
        }
        if (grants == Grants.PARTIAL) {
            String grantee = role == Role.ABSENT ? "PUBLIC" : quotedRole;
            database.run("GRANT USAGE ON SCHEMA app TO " + grantee, "GRANT SELECT ON app.users TO " + grantee);
            if (schema != Schema.ABSENT) {
                database.run("GRANT USAGE ON SCHEMA " + quotedSchema + " TO " + grantee);
            }
        }
    }

    private String owner(TestDatabase database, Login admin, String quotedRole) throws SQLException {
        return switch (schema) {
            case ADMIN -> admin.quotedRole();
            case ROLE -> role == Role.ABSENT ? newRole(database, "Segment") : quotedRole;
            case THIRD -> newRole(database, "third");
            case ABSENT -> throw new IllegalStateException("a schema that is absent has no owner");
        };
    }

    private static String newRole(TestDatabase database, String prefix) throws SQLException {
        String name = Identifier.of(database.uniqueRole(prefix)).quoted();
        database.run("CREATE ROLE " + name);
        return name;
    }
}
