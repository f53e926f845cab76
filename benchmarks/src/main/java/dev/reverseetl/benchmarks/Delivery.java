package dev.reverseetl.benchmarks;

import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.tracking.ChangeSet;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A first load handed over, beside the driver reading the same rows.
 *
 * @param ours how long handing over takes
 * @param plain how long the driver takes
 * @param liveHeap what the heap holds in the middle of handing over, in bytes
 */
record Delivery(Duration ours, Duration plain, long liveHeap) {
    /** Acknowledges at the end. */
    static Delivery of(TrackedTable table, int runs) throws Exception {
        long liveHeap = liveHeapHalfway(table); // which warms up what handing over needs, too
        List<Duration> ours = new ArrayList<>();
        List<Duration> plain = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            try (ChangeSet changes = table.tracker(0).detect()) {
                plain.add(Timing.once(() -> readPending(table.database())));
                ours.add(Timing.once(() -> changes.forEach(change -> {})));
                if (run == runs) {
                    changes.acknowledge();
                }
            }
        }
        return new Delivery(Timing.median(ours), Timing.median(plain), liveHeap);
    }

    private static long liveHeapHalfway(TrackedTable table) {
        try (ChangeSet changes = table.tracker(0).detect()) {
            long half = changes.summary().changes() / 2;
            long[] seen = {0};
            long[] live = {0};
            changes.forEach(change -> {
                if (++seen[0] == half) {
                    System.gc();
                    live[0] = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                }
            });
            return live[0];
        }
    }

    static void readPending(TestDatabase database) throws SQLException {
        String name = database.queryOne(
                String.class, "SELECT relname::text FROM pg_class WHERE relname LIKE 'retl\\_pending\\_%'");
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery("SELECT * FROM __segment_reverse_etl." + name)) {
                int columns = rows.getMetaData().getColumnCount();
                long characters = 0;
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        String text = rows.getString(i);
                        characters += text == null ? 0 : text.length();
                    }
                }
                if (characters == 0) {
                    throw new IllegalStateException("Nothing was read");
                }
            }
        }
    }
}
