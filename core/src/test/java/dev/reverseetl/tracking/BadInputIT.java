package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.setup.ConnectionState;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What can't be tracked is refused with the reason and leaves the state alone; what looks odd but can be is tracked.
 */
class BadInputIT {
    private static final Map<String, ErrorCode> REFUSED = Map.ofEntries(
            Map.entry("SELECT 1 AS other", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT 1 AS id, 2 AS a, 3 AS a", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT 1 AS id, 2 AS id", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT 1 AS id, ROW(1, 2) AS a", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT 1 AS id, histogram_bounds AS a FROM pg_stats", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT '{}'::json AS id", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT ARRAY['{}'::json] AS id", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT point(1, 2) AS id", ErrorCode.MODEL_NOT_TRACKABLE),
            Map.entry("SELECT id FROM app.nowhere", ErrorCode.MODEL_FAILED),
            Map.entry("SELECT 1 / (n - n) AS id FROM app.t", ErrorCode.MODEL_FAILED),
            Map.entry("SELECT 1 AS id WHERE", ErrorCode.MODEL_FAILED),
            Map.entry("WITH d AS (DELETE FROM app.t RETURNING id) SELECT * FROM d", ErrorCode.MODEL_FAILED),
            Map.entry(
                    "SELECT 1 AS id, "
                            + IntStream.range(0, 512)
                                    .mapToObj(i -> i + " AS c" + i)
                                    .collect(Collectors.joining(", ")),
                    ErrorCode.MODEL_NOT_TRACKABLE));

    /** Each gives one row. */
    private static final List<String> TRACKED = List.of(
            "SELECT id, 1 AS op, 2 AS xmin, 3 AS h, 4 AS k1, 5 AS c1, 6 AS ctid, 7 AS tableoid, 8 AS \"a\"\"b\" FROM app.t;",
            "SELECT id, n = 0 AS a, '{\"x\":1}'::jsonb ? 'x' AS \"?\", '{d ''x''}' AS \"{fn now()}\" FROM app.t -- ?",
            "VALUES (1, 'a')",
            "TABLE app.t",
            "SELECT n AS id, a || b AS both FROM app.c",
            "(SELECT id, n FROM app.t ORDER BY n LIMIT 1 FOR UPDATE OF t)",
            "SELECT id, NULL::gtsvector AS g, acldefault('r', 10) AS acl, NULL AS nothing FROM app.t",
            "SELECT id, now() > 'epoch' AS a, string_agg(n::text, ',') OVER () AS b FROM app.t");

    private static TrackedDatabase table(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.t (id bigint PRIMARY KEY, n int)",
                "INSERT INTO app.t VALUES (1, 1)",
                "GRANT UPDATE ON app.t TO " + tracked.role().quotedRole());
        return tracked;
    }

    @OutermostPostgres
    void refusesWhatCannotBeTracked(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database);
        sync(tracked.tracker("TABLE app.t", "id"));
        REFUSED.forEach((query, code) -> assertThatExceptionOfType(ReverseEtlException.class)
                .as(query)
                .isThrownBy(() -> sync(tracked.tracker(query, "id")))
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code)));
        assertThat(sync(tracked.tracker("TABLE app.t", "id"))).isEmpty();
    }

    @OutermostPostgres
    void tracksWhatOnlyLooksOdd(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database);
        database.run(
                "CREATE TABLE app.c (n int, a text COLLATE \"C\", b text COLLATE \"POSIX\")",
                "INSERT INTO app.c VALUES (1, 'a', 'b')");
        for (String query : TRACKED) {
            String text = query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
            ChangeTracker tracker = tracked.builder(Model.of(query, text, text.startsWith("VALUES") ? "column1" : "id"))
                    .build();
            assertThat(sync(tracker)).as(query).hasSize(1);
            assertThat(sync(tracker)).as(query).isEmpty();
        }
    }

    @OutermostPostgres
    void anEmptyResultIsNoError(TestDatabase database) throws SQLException {
        ChangeTracker tracker = table(database).tracker("SELECT id FROM app.t WHERE false", "id");
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().origin()).isEqualTo(RunOrigin.FIRST);
            changes.forEach(change -> {});
            changes.acknowledge();
        }
        assertThat(sync(tracker)).isEmpty();
        assertThat(tracker.rebaseline().setAside().isEmpty()).isTrue();
    }

    @OutermostPostgres
    void saysWhatIsWrongWithTheManagedSchema(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database);
        database.run(
                "CREATE SCHEMA closed",
                "CREATE SCHEMA half",
                "GRANT USAGE ON SCHEMA half TO " + tracked.role().quotedRole());
        for (String schema : List.of("nowhere", "closed", "half")) {
            ChangeTracker tracker = tracked.builder(Model.of("m", "TABLE app.t", "id"))
                    .managedSchema(schema)
                    .build();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(tracker::detect)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MANAGED_SCHEMA_UNUSABLE))
                    .withMessageContaining("\"" + schema + "\"");
        }
    }

    @OutermostPostgres
    void noticesThatSomebodyDroppedTheState(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = table(database);
        ChangeTracker tracker = tracked.tracker("TABLE app.t", "id");
        sync(tracker);
        String state = tracked.tables().stream()
                .filter(name -> name.contains("state"))
                .findFirst()
                .orElseThrow();
        database.run("DROP TABLE " + TrackedDatabase.SCHEMA + "." + state);
        assertThat(catchThrowableOfType(ReverseEtlException.class, tracker::detect)
                        .code())
                .isEqualTo(ErrorCode.TRACKING_STATE_DAMAGED);
        assertThat(tracker.reset()).isEqualTo(1);
        tracker.rebaseline(); // as the message says
        assertThat(sync(tracker)).isEmpty();
    }

    @Test
    void leavesAPoolOfOneAsItWas(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        try (PoolOfOne pool = new PoolOfOne(database.server()
                .connect(database.name(), tracked.role().role(), tracked.role().password()))) {
            new TestSession(pool.connection())
                    .run(
                            "SET search_path = app",
                            "SET TimeZone = 'Asia/Tokyo'",
                            "SET DateStyle = 'ISO, DMY'",
                            "SET work_mem = '1MB'");
            List<String> before = ConnectionState.of(pool.connection());
            ChangeTracker tracker = ChangeTracker.builder()
                    .connection(pool)
                    .model(Model.of("m", "SELECT id, n, now()::date - now()::date AS d FROM app.t", "id"))
                    .build();
            for (int run = 0; run < 7; run++) {
                database.run("UPDATE app.t SET n = n + 1");
                try (ChangeSet changes = tracker.detect()) {
                    for (ChangePage page : changes.pages(1)) {
                        assertThat(pool.isLent()).isFalse();
                        page.acknowledge();
                    }
                }
            }
            tracker.rebaseline();
            tracker.reset();
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(before);
            assertThat(pool.misuses()).isEmpty();
        }
    }

    @Test
    void sessionsWithOtherSettingsFindNothingNew(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        database.run(
                "CREATE TABLE app.v AS SELECT 1 AS id, now() AS t, 0.1::float8 AS f, interval '1 day' AS i, '\\x01'::bytea AS b,"
                        + " 1::money AS m, current_date AS d, 'app.t'::regclass AS r",
                "GRANT SELECT ON app.v TO " + tracked.role().quotedRole());
        String role = tracked.role().quotedRole();
        ChangeTracker tracker =
                tracked.tracker("SELECT *, t::text AS tt, d::text AS dt, f::text AS ft FROM app.v", "id");
        sync(tracker);
        for (String setting : List.of(
                "TimeZone = 'Asia/Tokyo'",
                "DateStyle = 'SQL, DMY'",
                "IntervalStyle = 'iso_8601'",
                "extra_float_digits = -5",
                "bytea_output = 'escape'",
                "lc_monetary = 'C.UTF-8'",
                "row_security = off")) {
            try {
                database.run("ALTER ROLE " + role + " SET " + setting);
            } catch (SQLException e) {
                continue; // a locale that this machine doesn't have
            }
            assertThat(sync(tracker)).as(setting).isEmpty();
        }
    }

    @Test
    void aReadOnlySessionStillWrites(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        database.run("ALTER ROLE " + tracked.role().quotedRole() + " SET default_transaction_read_only = on");
        assertThat(sync(tracked.tracker("TABLE app.t", "id"))).hasSize(1);
    }

    /** What a full disk does, as far as that can be had without one. */
    @Test
    void aServerWithoutRoomLeavesTheStateAlone(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        String role = tracked.role().quotedRole();
        database.run("INSERT INTO app.t SELECT g, g FROM generate_series(2, 30000) AS g");
        ChangeTracker tracker = tracked.tracker("TABLE app.t", "id");
        sync(tracker);
        database.run(
                "UPDATE app.t SET n = n + 1",
                "ALTER ROLE " + role + " SET temp_file_limit = '500kB'",
                "ALTER ROLE " + role + " SET work_mem = '64kB'");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(tracker::detect)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_FAILED))
                .withMessageContaining("53400");
        assertThat(tracked.tables()).noneMatch(name -> name.contains("pending"));
        database.run("ALTER ROLE " + role + " RESET ALL");
        assertThat(sync(tracker)).hasSize(30_000);
    }

    @Test
    void aStandbyIsRefused() throws Exception {
        try (OwnServer server =
                PostgresServers.startOwn(PostgresServers.newest().major(), Map.of())) {
            TestDatabase database = server.createDatabase();
            ChangeTracker tracker = table(database).tracker("TABLE app.t", "id");
            server.becomeStandby();
            assertThat(catchThrowableOfType(ReverseEtlException.class, tracker::detect)
                            .code())
                    .isEqualTo(ErrorCode.SERVER_READ_ONLY);
        }
    }

    @Test
    void somebodyElsesTableIsNotTrusted(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        database.run("CREATE TABLE " + TrackedDatabase.SCHEMA + ".retl_models (name text)");
        assertThat(catchThrowableOfType(
                                ReverseEtlException.class,
                                () -> tracked.tracker("TABLE app.t", "id").detect())
                        .code())
                .isEqualTo(ErrorCode.MANAGED_SCHEMA_UNUSABLE);
    }

    @Test
    void noValueAndNoPasswordIsLogged(@OnePostgres TestDatabase database) throws Exception {
        TrackedDatabase tracked = table(database);
        database.run(
                "CREATE TABLE app.s AS SELECT 1 AS id, 'tell-nobody' AS secret UNION ALL SELECT NULL, 'tell-nobody'",
                "GRANT SELECT ON app.s TO " + tracked.role().quotedRole());
        try (LogCapture log = LogCapture.start()) {
            try (ChangeSet changes = tracked.tracker("TABLE app.s", "id").detect()) {
                changes.forEach(change -> assertThat(change.toString()).doesNotContain("tell-nobody"));
                assertThat(changes.acknowledge().toString()).doesNotContain("tell-nobody");
            }
            assertThat(log.text())
                    .contains("1 added")
                    .doesNotContain("tell-nobody")
                    .doesNotContain(tracked.role().password());
        }
    }

    @Test
    void theBuilderNamesEveryProblem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTracker.builder().build())
                .withMessageContaining("no connection")
                .withMessageContaining("no model");
        assertThatIllegalArgumentException().isThrownBy(() -> new DeleteGuard(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeleteGuard(0, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTracker.builder().parallelWorkers(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTracker.builder().holder("\n"));
    }
}
