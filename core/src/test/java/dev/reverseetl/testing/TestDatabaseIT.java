package dev.reverseetl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("so that it may count the databases of tests")
class TestDatabaseIT {
    @EachPostgres
    void takesItsRolesAndDatabasesAwayWhenClosed(PostgresServer server) throws SQLException {
        try (TestSession cluster = new TestSession(server.connect("postgres"))) {
            TestDatabase database = server.createDatabase();
            String token = database.token().text();
            Login creator = database.createLogin("Creator's \"own\"", "CREATEROLE", "CREATEDB");
            String reader = database.uniqueRole("reader");
            assertThat(reader).isNotEqualTo(database.uniqueRole("reader"));
            String exact = database.adoptRole("exactly this");
            try (Connection left = creator.connect()) {
                new TestSession(left)
                        .run(
                                "CREATE ROLE " + reader,
                                "CREATE ROLE \"" + exact + '"',
                                "CREATE DATABASE second",
                                "GRANT CONNECT ON DATABASE second TO " + reader);
                database.run(
                        "GRANT " + reader + " TO " + creator.quotedRole() + " WITH ADMIN OPTION",
                        "SET SESSION AUTHORIZATION " + creator.quotedRole(),
                        "GRANT " + reader + " TO \"" + exact + '"',
                        "RESET SESSION AUTHORIZATION",
                        "GRANT SELECT ON pg_authid TO " + reader);
                cluster.run("GRANT CREATE ON SCHEMA public TO " + reader);
                database.close();
            }
            assertThat(cluster.rows("SELECT rolname FROM pg_roles WHERE rolname ~ '" + token + "|exactly'"))
                    .isEmpty();
            assertThat(cluster.rows("SELECT datname FROM pg_database WHERE datname ~ '" + token + "|second'"))
                    .isEmpty();
            database.close();
        }
    }

    @EachPostgres
    void hasTheNameAndOwnerAskedFor(PostgresServer server) throws SQLException {
        try (TestDatabase roles = server.createDatabase()) {
            String owner = roles.createLogin("owner").role();
            try (TestDatabase database = server.createDatabase("Exact name", owner)) {
                assertThat(database.rows("SELECT datname, pg_get_userbyid(datdba) FROM pg_database"
                                + " WHERE datname = current_database()"))
                        .containsExactly("Exact name|" + owner);
            }
        }
    }

    @EachAdmin
    void knowsThreeKindsOfAdministrator(TestDatabase database, Login admin) throws SQLException {
        try (TestSession session = admin.session()) {
            assertThat(session.rows("""
                            SELECT rolsuper, rolcreaterole, rolcreatedb, datdba = pg_roles.oid, pg_has_role('pg_monitor', 'USAGE')
                            FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()""")).containsAnyOf("t|f|f|t|t", "f|t|t|t|t", "f|f|f|t|t");
            session.run("CREATE SCHEMA app");
        }
        assertThat(admin.database()).isSameAs(database);
    }

    @EachAdmin({AdminShape.RDS, AdminShape.OWNER})
    void mayBeRestrictedToSomeAdministrators(TestDatabase database, Login admin) throws SQLException {
        assertThat(database.queryOne(
                        Boolean.class, "SELECT rolsuper FROM pg_roles WHERE rolname = '" + admin.role() + "'"))
                .isFalse();
    }

    @Test
    void isInjectedOnTheNewestServer(@OnePostgres PostgresServer server, @OnePostgres TestDatabase database) {
        assertThat(database.server()).isSameAs(server).isSameAs(PostgresServers.newest());
    }

    @EachPostgres
    void isFreshForEachTest(TestDatabase database) throws SQLException {
        String tests = "SELECT count(*) FROM pg_database WHERE datname ~ '" + TestToken.ANY + "'";
        assertThat(database.queryOne(Long.class, tests)).isOne();
    }
}
