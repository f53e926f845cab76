package dev.reverseetl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresServersIT {
    @EachPostgres
    void isOfTheMajorItSays(TestDatabase database) throws SQLException {
        assertThat(database.queryOne(Integer.class, "SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo(database.server().major());
        assertThat(database.queryOne(String.class, "SELECT current_database()")).isEqualTo(database.name());
        assertThat(database.queryOne(String.class, "SHOW fsync")).isEqualTo("off");
        assertThat(database.queryOne(String.class, "SHOW max_connections")).isEqualTo("200");
    }

    @EachPostgres
    void asksEverybodyForThePassword(TestDatabase database) throws SQLException {
        Login login = database.createLogin("somebody");
        login.connect().close();

        refuses(database, login.role(), "wrong");
        refuses(database, PostgresServer.SUPERUSER, "wrong");
        assertThat(database.queryColumn(
                        String.class,
                        "SELECT left(rolpassword, 14) FROM pg_authid WHERE rolname IN ('postgres', '" + login.role()
                                + "')"))
                .containsOnly("SCRAM-SHA-256$");
    }

    private static void refuses(TestDatabase database, String user, String password) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.server().connect(database.name(), user, password))
                .returns("28P01", SQLException::getSQLState);
    }

    @EachPostgres
    void logsWhatADatabaseIsTold(TestDatabase database) throws SQLException {
        ServerLog before = database.server().logFromNow();
        database.run("SELECT 'unlogged'");
        ServerLog log = database.logEverything();
        try (Connection connection = database.dataSource().getConnection();
                TestSession session = new TestSession(connection)) {
            session.run("SELECT 'logged'");
        }
        assertThat(log.text()).contains("SELECT 'logged'").doesNotContain("unlogged");
        database.run("DO $$ BEGIN RAISE LOG 'later'; END $$");
        assertThat(before.text()).contains("SELECT 'logged'", "later").doesNotContain("unlogged");
        assertThat(database.server().logFromNow().text()).doesNotContain("later");
    }

    @Test
    void startsTheOldServerThatIsOnlyRefused() throws SQLException {
        assumeTrue(PostgresServers.isAvailable(13), "no PostgreSQL 13 for this platform");
        try (TestDatabase database = PostgresServers.start(13).createDatabase()) {
            assertThat(database.queryOne(String.class, "SHOW server_version")).startsWith("13.");
            refuses(database, PostgresServer.SUPERUSER, "wrong");
        }
    }

    @Test
    void givesATestAServerOfItsOwn() throws Exception {
        int major = PostgresServers.newest().major();
        Map<String, String> settings =
                Map.of("max_connections", "25", "rds.extensions", "it's, many", "track_commit_timestamp", "on");
        try (OwnServer server = PostgresServers.startOwn(major, settings)) {
            TestDatabase database = server.createDatabase();
            database.run("CREATE TABLE kept AS SELECT 1 AS id");
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                assertThat(database.queryOne(String.class, "SHOW " + setting.getKey()))
                        .isEqualTo(setting.getValue());
            }

            server.restart();
            try (TestSession session = new TestSession(server.connect(database.name()))) {
                assertThat(session.queryOne(Integer.class, "SELECT id FROM kept"))
                        .isEqualTo(1);
                assertThat(session.queryOne(String.class, "SHOW max_connections"))
                        .isEqualTo("25");
            }

            server.becomeStandby();
            try (TestSession session = new TestSession(server.connect(database.name()))) {
                assertThat(session.queryOne(Boolean.class, "SELECT pg_is_in_recovery()"))
                        .isTrue();
                assertThat(session.queryOne(Integer.class, "SELECT id FROM kept"))
                        .isEqualTo(1);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> session.run("DROP TABLE kept"))
                        .returns("25006", SQLException::getSQLState);
            }
            database.close();
        }
    }
}
