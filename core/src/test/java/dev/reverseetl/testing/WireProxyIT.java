package dev.reverseetl.testing;

import static dev.reverseetl.testing.WireProxy.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class WireProxyIT {
    private static TestSession through(WireProxy proxy, TestDatabase database) throws SQLException {
        PostgresServer server = database.server();
        return new TestSession(proxy.dataSource(database.name(), PostgresServer.SUPERUSER, server.superuserPassword())
                .getConnection());
    }

    @EachPostgres
    void countsAndReadsWhatGoesBy(TestDatabase database) throws Exception {
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            proxy.reset();
            session.run("CREATE TABLE t (id int)");
            assertThat(session.queryOne(Integer.class, "SELECT 42")).isEqualTo(42);
            assertThat(proxy.statements()).containsExactly("CREATE TABLE t (id int)", "SELECT 42");
            assertThat(proxy.roundTrips()).isEqualTo(2);
            assertThat(proxy.connections()).isZero();

            through(proxy, database).close();
            assertThat(proxy.connections()).isEqualTo(1);
            proxy.reset();
            assertThat(proxy.statements()).isEmpty();
            assertThat(proxy.roundTrips()).isZero();
        }
    }

    @Test
    void tellsRoundTripsApartAndDelaysThem(@OnePostgres TestDatabase database) throws Exception {
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            proxy.reset();
            proxy.delayTurns(Duration.ofMillis(20));
            session.run("SELECT 1", "SELECT 2");
            assertThat(proxy.turns())
                    .extracting(WireTurn::statements)
                    .containsExactly(List.of("SELECT 1"), List.of("SELECT 2"));
            assertThat(proxy.turns())
                    .allSatisfy(turn -> assertThat(turn.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(20)));
        }
    }

    @Test
    void seesEachStatementOfAPipeline(@OnePostgres TestDatabase database) throws Exception {
        database.run("CREATE TABLE t (id int)");
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database);
                PreparedStatement insert = session.connection().prepareStatement("INSERT INTO t VALUES (?)")) {
            proxy.reset();
            for (int id = 0; id < 20; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
            assertThat(proxy.statements()).isEqualTo(Collections.nCopies(20, "INSERT INTO t VALUES ($1)"));
            assertThat(proxy.roundTrips()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void seesAPreparedStatementEachTimeItRuns(@OnePostgres TestDatabase database) throws Exception {
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database);
                PreparedStatement select = session.connection().prepareStatement("SELECT ?::int")) {
            proxy.reset();
            for (int run = 0; run < 12; run++) {
                select.setInt(1, run);
                select.executeQuery().close();
            }
            assertThat(proxy.statements()).isEqualTo(Collections.nCopies(12, "SELECT $1::int"));
            assertThat(proxy.roundTrips()).isEqualTo(12);
        }
    }

    @Test
    void seesEveryCommitOfAConnection(@OnePostgres TestDatabase database) throws Exception {
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            session.connection().setAutoCommit(false);
            for (int transaction = 0; transaction < 12; transaction++) {
                session.run("SELECT 1");
                session.connection().commit();
            }
            assertThat(proxy.statements().stream().filter(COMMIT)).hasSize(12);
        }
    }

    @Test
    void countsTheTurnOfACopy(@OnePostgres TestDatabase database) throws Exception {
        database.run("CREATE TABLE t (id int)");
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            proxy.reset();
            PGConnection connection = session.connection().unwrap(PGConnection.class);
            connection.getCopyAPI().copyIn("COPY t FROM STDIN", new StringReader("1\n2\n"));
            assertThat(proxy.roundTrips()).isEqualTo(2);
        }
        assertThat(database.rows("SELECT id FROM t ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void actsBeforeAStatementOnce(@OnePostgres TestDatabase database) throws Exception {
        database.run("CREATE TABLE t (id int)");
        AtomicInteger second = new AtomicInteger();
        AtomicInteger matching = new AtomicInteger();
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            proxy.beforeStatement(2, () -> second.set(proxy.statements().size()));
            proxy.beforeStatement(sql -> sql.contains("INTO t"), matching::incrementAndGet);
            proxy.reset();
            session.run("SELECT 1", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");
        }
        assertThat(second).hasValue(2);
        assertThat(matching).hasValue(1);
    }

    @EachPostgres
    void killsTheBackendBeforeAStatement(TestDatabase database) throws Exception {
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            session.run("SELECT 1");
            proxy.killBackendBefore(sql -> sql.equals("SELECT 2"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.run("SELECT 2"))
                    .returns("57P01", SQLException::getSQLState);
        }
    }

    @Test
    void killsTheBackendInALongPipeline(@OnePostgres TestDatabase database) throws Exception {
        database.run("CREATE TABLE t (id int, text text)");
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database);
                Statement statement = session.connection().createStatement()) {
            for (int id = 0; id < 100; id++) {
                statement.addBatch("INSERT INTO t VALUES (" + id + ", '" + "x".repeat(20_000) + "')");
            }
            proxy.killBackendBefore(sql -> sql.startsWith("INSERT INTO t VALUES (50,"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(statement::executeBatch)
                    .returns("57P01", SQLException::getSQLState);
        }
    }

    @Test
    void losesTheAnswerToACommitThatTookPlace(@OnePostgres TestDatabase database) throws Exception {
        assertThat(rowsAfterBrokenCommit(database, proxy -> proxy.loseAnswerTo(COMMIT)))
                .containsExactly("1");
    }

    @Test
    void cutsBeforeACommit(@OnePostgres TestDatabase database) throws Exception {
        assertThat(rowsAfterBrokenCommit(database, proxy -> proxy.cutBefore(COMMIT)))
                .isEmpty();
    }

    private static Iterable<String> rowsAfterBrokenCommit(TestDatabase database, Consumer<WireProxy> fault)
            throws Exception {
        database.run("CREATE TABLE t (id int)");
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database)) {
            fault.accept(proxy);
            session.connection().setAutoCommit(false);
            session.run("INSERT INTO t VALUES (1)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(session.connection()::commit)
                    .returns("08006", SQLException::getSQLState);
        }
        return database.rows("SELECT id FROM t");
    }

    @Test
    void forwardsTheCancellingOfAStatement(@OnePostgres TestDatabase database) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (WireProxy proxy = WireProxy.to(database.server());
                TestSession session = through(proxy, database);
                Statement statement = session.connection().createStatement()) {
            Future<?> sleeping = other.submit(() -> statement.execute("SELECT pg_sleep(60)"));
            // A cancel that arrives before the statement has begun would be lost.
            while (database.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            statement.cancel();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(sleeping::get)
                    .withMessageContaining("canceling statement due to user request");
            assertThat(proxy.connections()).isEqualTo(1);
        } finally {
            other.shutdown();
        }
    }

    @Test
    void cutsWhatIsOpenWhenClosed(@OnePostgres TestDatabase database) throws Exception {
        Connection left;
        try (WireProxy proxy = WireProxy.to(database.server())) {
            left = through(proxy, database).connection();
        }
        try (TestSession session = new TestSession(left)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> session.run("SELECT 1"))
                    .returns("08006", SQLException::getSQLState);
        }
    }

    @Test
    void tellsOfAnActionThatFailed(@OnePostgres TestDatabase database) throws SQLException, IOException {
        WireProxy proxy = WireProxy.to(database.server());
        try (TestSession session = through(proxy, database)) {
            proxy.beforeStatement(sql -> sql.equals("SELECT 1"), () -> {
                throw new IllegalArgumentException("no");
            });
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> session.run("SELECT 1"));
        }
        assertThatIllegalStateException().isThrownBy(proxy::close).havingCause().withMessage("no");
    }
}
