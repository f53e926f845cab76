package dev.reverseetl.internal.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statement of each change, and of what takes it back, with names that would break out if they could. */
class ChangeSqlTest {
    private static final Identifier ROLE = Identifier.of("a\"b");
    private static final String R = "\"a\"\"b\"";
    private static final Identifier NASTY = Identifier.of("'; DROP TABLE x; --\n");
    private static final String N = "\"'; DROP TABLE x; --\n\"";
    private static final DatabaseObject TABLE =
            DatabaseObject.table(3, new QualifiedName(Identifier.of("My.App"), NASTY));
    private static final String T = "TABLE \"My.App\"." + N;
    private static final RoleAttributes PLAIN =
            new RoleAttributes(true, false, false, false, false, false, -1, Optional.empty());
    private static final RoleAttributes POWERFUL =
            new RoleAttributes(false, false, true, true, true, true, 3, Optional.of("2030-01-01T00:00:00.000000Z"));
    private static final MembershipOptions ADMIN = new MembershipOptions(true, false, false);
    private static final MembershipOptions SET = new MembershipOptions(false, false, true);

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        new CreateRole(ROLE, 0, false, -1, Optional.empty()),
                        "CREATE ROLE " + R + " LOGIN",
                        "DROP ROLE " + R),
                change(
                        new CreateRole(ROLE, 0, true, 7, Optional.of("2030-01-01T00:00:00.000000Z")),
                        "CREATE ROLE " + R
                                + " LOGIN CONNECTION LIMIT 7 VALID UNTIL '2030-01-01T00:00:00.000000Z' PASSWORD <verifier>",
                        "DROP ROLE " + R),
                change(new DropRole(ROLE, 7), "DROP ROLE " + R, null),
                change(new SetPassword(ROLE), "ALTER ROLE " + R + " PASSWORD <verifier>", null),
                change(
                        new AlterRole(ROLE, 7, POWERFUL, PLAIN),
                        "ALTER ROLE " + R
                                + " LOGIN NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1"
                                + " VALID UNTIL 'infinity'",
                        "ALTER ROLE " + R + " NOLOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS CONNECTION LIMIT 3"
                                + " VALID UNTIL '2030-01-01T00:00:00.000000Z'"),
                change(
                        new SetRoleSetting(
                                ROLE,
                                7,
                                Optional.of(NASTY),
                                "statement_timeout",
                                Optional.empty(),
                                Optional.of("5' s\\")),
                        "ALTER ROLE " + R + " IN DATABASE " + N + " SET \"statement_timeout\" TO E'5'' s\\\\'",
                        "ALTER ROLE " + R + " IN DATABASE " + N + " RESET \"statement_timeout\""),
                change(
                        new SetRoleSetting(
                                ROLE,
                                7,
                                Optional.empty(),
                                "search_path",
                                Optional.of("\"My.App\", public"),
                                Optional.of("\"$user\"")),
                        "ALTER ROLE " + R + " SET \"search_path\" TO \"$user\"",
                        "ALTER ROLE " + R + " SET \"search_path\" TO \"My.App\", \"public\""),
                change(
                        new ChangeMembership(
                                ROLE, NASTY, Optional.empty(), Optional.empty(), Optional.of(ADMIN), false),
                        "GRANT " + R + " TO " + N + " WITH ADMIN OPTION",
                        "REVOKE " + R + " FROM " + N),
                change(
                        new ChangeMembership(ROLE, NASTY, Optional.empty(), Optional.empty(), Optional.of(SET), false),
                        "GRANT " + R + " TO " + N,
                        "REVOKE " + R + " FROM " + N),
                change(
                        new ChangeMembership(
                                ROLE, NASTY, Optional.of(ROLE), Optional.of(ADMIN), Optional.of(SET), true),
                        "GRANT " + R + " TO " + N + " WITH ADMIN FALSE, INHERIT FALSE, SET TRUE GRANTED BY " + R,
                        "GRANT " + R + " TO " + N + " WITH ADMIN TRUE, INHERIT FALSE, SET FALSE GRANTED BY " + R),
                change(
                        new ChangeMembership(ROLE, NASTY, Optional.of(ROLE), Optional.empty(), Optional.of(SET), true),
                        "GRANT " + R + " TO " + N + " WITH INHERIT FALSE, SET TRUE GRANTED BY " + R,
                        "REVOKE " + R + " FROM " + N + " GRANTED BY " + R),
                change(new CreateSchema(NASTY, 0, Optional.empty()), "CREATE SCHEMA " + N, "DROP SCHEMA " + N),
                change(
                        new CreateSchema(NASTY, 0, Optional.of(ROLE)),
                        "CREATE SCHEMA " + N + " AUTHORIZATION " + R,
                        "DROP SCHEMA " + N),
                change(new DropSchema(NASTY, 9, true), "DROP SCHEMA " + N + " CASCADE", null),
                change(
                        new GrantPrivileges(TABLE, List.of(Privilege.SELECT, Privilege.INSERT), ROLE, true),
                        "GRANT SELECT, INSERT ON " + T + " TO " + R + " WITH GRANT OPTION",
                        "REVOKE SELECT, INSERT ON " + T + " FROM " + R),
                change(
                        new RevokePrivileges(DatabaseObject.schema(9, NASTY), List.of(Privilege.USAGE), ROLE, false),
                        "REVOKE USAGE ON SCHEMA " + N + " FROM " + R,
                        "GRANT USAGE ON SCHEMA " + N + " TO " + R),
                change(
                        new RestorePrivileges(new GrantPrivileges(
                                DatabaseObject.database(5, NASTY), List.of(Privilege.CREATE), ROLE, false)),
                        "GRANT CREATE ON DATABASE " + N + " TO " + R,
                        null),
                change(
                        new GrantFutureTables(NASTY, 7, ROLE, 9, ROLE),
                        "ALTER DEFAULT PRIVILEGES FOR ROLE " + N + " IN SCHEMA " + R + " GRANT SELECT ON TABLES TO "
                                + R,
                        "ALTER DEFAULT PRIVILEGES FOR ROLE " + N + " IN SCHEMA " + R + " REVOKE SELECT ON TABLES FROM "
                                + R),
                change(new ReassignOwned(ROLE, NASTY), "REASSIGN OWNED BY " + R + " TO " + N, null),
                change(new DropOwned(ROLE), "DROP OWNED BY " + R, null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isExact(Change change, String sql, Optional<String> inverse) {
        assertThat(change.sql("<verifier>")).isEqualTo(sql);
        assertThat(change.inverse().map(back -> back.sql("<verifier>"))).isEqualTo(inverse);
        assertThat(change.code()).matches("[A-Z_]+");
        assertThat(change.what()).containsAnyOf(R, N).doesNotEndWith(".").doesNotContain("<verifier>");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void takenBackTwiceIsAsBefore(Change change, String sql, Optional<String> inverse) {
        change.inverse()
                .flatMap(Change::inverse)
                .ifPresent(again -> assertThat(again.sql("<verifier>")).isEqualTo(sql));
    }

    @Test
    void knowsItsObjectsOnceTheyExist() {
        CreatedOids oids = new CreatedOids(7, 9);
        assertThat(new CreateRole(ROLE, 0, false, -1, Optional.empty())
                        .resolved(oids)
                        .inverse())
                .contains(new DropRole(ROLE, 7));
        assertThat(new CreateSchema(NASTY, 0, Optional.empty()).resolved(oids).inverse())
                .contains(new DropSchema(NASTY, 9, false));
        Change onNewSchema =
                new GrantPrivileges(DatabaseObject.schema(0, NASTY), List.of(Privilege.USAGE), ROLE, false);
        assertThat(onNewSchema.resolved(oids).inverse())
                .contains(new RevokePrivileges(DatabaseObject.schema(9, NASTY), List.of(Privilege.USAGE), ROLE, false));
        Change onOldTable = new GrantPrivileges(TABLE, List.of(Privilege.SELECT), ROLE, false);
        assertThat(onOldTable.resolved(oids)).isEqualTo(onOldTable);
    }

    private static Arguments change(Change change, String sql, @Nullable String inverse) {
        return Arguments.of(change, sql, Optional.ofNullable(inverse));
    }
}
