package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.tracking.ChangeSet;
import dev.reverseetl.tracking.ChangeTracker;
import dev.reverseetl.tracking.DeleteGuard;
import dev.reverseetl.tracking.RunSummary;
import dev.reverseetl.tracking.TrackingPhase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * A table that is tracked, and changed by known shares.
 *
 * @param database where it is
 * @param role who tracks it
 * @param pool a pool of the role's, as a host application has one
 * @param name its name
 * @param rows how many rows it has
 */
record TrackedTable(TestDatabase database, Login role, DataSource pool, String name, int rows) {
    private static final String SCHEMA = "__segment_reverse_etl";

    /** Six columns, some 110 bytes a row. */
    static TrackedTable narrow(TestDatabase database, Login role, String name, int rows) throws SQLException {
        return create(
                database,
                role,
                name,
                rows,
                "'name ' || g AS c1, (g % 100)::int AS c2, timestamptz '2020-01-01' + g * interval '1 min' AS c3,"
                        + " (g % 1000) / 10.0 AS c4, 'user' || g || '@example.com, who lives somewhere else' AS c5");
    }

    /** Forty columns, some 630 bytes a row. */
    static TrackedTable wide(TestDatabase database, Login role, String name, int rows) throws SQLException {
        String columns = IntStream.rangeClosed(1, 39)
                .mapToObj(i -> switch (i % 4) {
                    case 0 -> "g * " + i + " AS c" + i;
                    case 1 -> "'text ' || g || ' of " + i + "' AS c" + i;
                    case 2 -> "(g % " + (i + 7) + ") / 4.0 AS c" + i;
                    default -> "timestamptz '2020-01-01' + g * interval '" + i + " s' AS c" + i;
                })
                .collect(Collectors.joining(", "));
        return create(database, role, name, rows, columns);
    }

    private static TrackedTable create(TestDatabase database, Login role, String name, int rows, String columns)
            throws SQLException {
        database.run(
                "CREATE SCHEMA IF NOT EXISTS " + SCHEMA + " AUTHORIZATION " + role.quotedRole(),
                "CREATE TABLE " + name + " AS SELECT g::bigint AS id, " + columns + " FROM generate_series(1, " + rows
                        + ") AS g",
                "ALTER TABLE " + name + " ADD PRIMARY KEY (id)",
                "GRANT SELECT ON " + name + " TO " + role.quotedRole(),
                "VACUUM ANALYZE " + name);
        DataSource pool = new PoolOfOne(database.server().connect(database.name(), role.role(), role.password()));
        return new TrackedTable(database, role, pool, name, rows);
    }

    ChangeTracker tracker(int workers) {
        return ChangeTracker.builder()
                .connection(pool)
                .model(Model.of(name, "SELECT * FROM " + name, "id"))
                .deleteGuard(DeleteGuard.none())
                .parallelWorkers(workers)
                .build();
    }

    /** Makes the next run a first load. */
    void forget() {
        tracker(0).reset();
    }

    /** From now on nothing tells that the identifier is unique. */
    void dropPrimaryKey() throws SQLException {
        database.run("ALTER TABLE " + name + " DROP CONSTRAINT " + name + "_pkey");
    }

    /** Updates two thirds of a share of the rows, others each turn, and gives the rest of it new identifiers. */
    void change(double share, int turn) throws SQLException {
        long step = Math.round(1 / share);
        database.run("UPDATE " + name + " SET c2 = c2 + 1, id = CASE WHEN id / " + step + " % 3 = 0 THEN id + "
                + (1L << 40) + " ELSE id END WHERE id % " + step + " = " + (37L * turn % step));
        // Dead rows would count in the next run, and are none of its doing
        database.run("VACUUM (" + (share < 0.1 ? "" : "FULL, ") + "ANALYZE) " + name);
    }

    /** Runs, and returns how long that takes without handing over and without what the caller does. */
    Duration run(int workers) {
        try (ChangeSet changes = tracker(workers).detect()) {
            changes.forEach(change -> {});
            return net(changes.acknowledge());
        }
    }

    static Duration net(RunSummary summary) {
        return summary.durations().entrySet().stream()
                .filter(phase -> phase.getKey() != TrackingPhase.READ)
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Hashing every row and throwing it away: what nobody who compares checksums can get below. */
    Duration hashing() throws Exception {
        database.run("SET max_parallel_workers_per_gather = 0");
        return Timing.once(
                () -> database.rows("SELECT count(*) FROM (SELECT sha256(record_send(q)) AS h FROM (SELECT * FROM "
                        + name + ") AS q OFFSET 0) AS z WHERE h IS NULL"));
    }

    /** Writing every row as text, and throwing it away. */
    Duration copying() throws Exception {
        return Timing.once(() -> database.run("COPY (SELECT * FROM " + name + ") TO '/dev/null'"));
    }

    long stateBytes() {
        return tracker(0).states().stream()
                .filter(state -> state.model().equals(name))
                .findFirst()
                .orElseThrow()
                .stateBytes();
    }

    void vacuumState() throws SQLException {
        for (String state : database.queryColumn(
                String.class,
                "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname LIKE 'retl\\_state\\_%'")) {
            database.run("VACUUM " + SCHEMA + "." + state);
        }
    }
}
