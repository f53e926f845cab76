package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.TextRows;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pending table block by block, each part in a transaction of its own: while the caller works with changes,
 * no connection is held and no old row version kept. How many blocks make a part follows from how large their rows turn
 * out to be.
 */
final class PendingReader {
    /** Each part costs a transaction, some milliseconds; and all of it is in memory. */
    private static final long PART_BYTES = 24_000_000;

    /** A string without its characters. */
    private static final int VALUE_BYTES = 48;

    private static final int FIRST_BLOCKS = 16;
    private static final int MOST_BLOCKS = 2_048;

    /** Rows with values out of line may be of any size, and many of them share a block. */
    private static final int LARGE_FETCH = 16;

    private static final int FETCH = 2_000;

    private final TrackerConfig config;
    private final DetectedRun run;
    private final ChangeShape shape;
    private final String pending;
    private final String added;
    private final @Nullable Operation uniform;
    private final boolean places;
    private final Deque<Change> buffer = new ArrayDeque<>();
    private int blocks = FIRST_BLOCKS;
    private long block;
    private long end = -1;
    private boolean large;
    private @Nullable String after;

    /**
     * Reads nothing yet.
     *
     * @param places whether each change shall know where it stands, which takes an eighth of the time; without it is
     *     looked up for those that need it
     */
    PendingReader(TrackerConfig config, DetectedRun run, boolean places) {
        this.config = config;
        this.places = places;
        this.run = run;
        this.shape = new ChangeShape(run.columns(), config.limits());
        String table = run.pendingTable().orElseThrow();
        this.pending = config.tables().quoted(table);
        this.added = config.tables().quoted(TrackingTables.added(table));
        this.uniform = run.counts().only().orElse(null);
    }

    boolean hasBuffered() {
        return !buffer.isEmpty();
    }

    /** Returns the next change, or null after the last. */
    @Nullable
    Change next() {
        while (buffer.isEmpty() && (end < 0 || block < end)) {
            TrackerSession.read(config, config.startDeadline(), transaction -> {
                readPart(transaction);
                return true;
            });
        }
        return buffer.poll();
    }

    private void readPart(Transaction transaction) {
        QuerySettings.pin(transaction, config);
        if (end < 0) {
            measure(transaction);
        }
        long until = Math.min(end, block + blocks);
        PartReader reader = new PartReader(within("p.ctid", until));
        transaction.texts(sql(until), large ? LARGE_FETCH : FETCH, reader);
        if (reader.stopped) {
            return; // the rest of these blocks is read next
        }
        block = until;
        after = null;
        long fitting = blocks * PART_BYTES / Math.max(1, reader.bytes);
        blocks = (int) Math.max(1, Math.min(fitting, Math.min(2L * blocks, MOST_BLOCKS)));
    }

    private void measure(Transaction transaction) {
        transaction.texts(
                "SELECT pg_relation_size(c.oid) / current_setting('block_size')::int8,"
                        + " CASE WHEN c.reltoastrelid <> 0 THEN pg_relation_size(c.reltoastrelid) ELSE 0 END"
                        + " FROM pg_class c WHERE c.oid = CAST('"
                        + pending.replace("'", "''") + "' AS regclass)",
                0,
                values -> {
                    end = Long.parseLong(String.valueOf(values[0]));
                    large = !"0".equals(values[1]);
                    return false;
                });
        if (end <= 0) {
            throw TrackingFailure.superseded(config, null);
        }
    }

    /**
     * The columns, and then, as one, a letter for what has become of the row unless that is the same for all, and where
     * it stands. Where rows are large a part may end within a block, and so needs an order and a place to go on from.
     */
    private String sql(long until) {
        boolean mixed =
                !run.marked() && run.counts().added() > 0 && run.counts().updated() > 0;
        List<String> tail = new ArrayList<>();
        if (uniform == null) {
            tail.add(
                    run.marked()
                            ? "p.op"
                            : "CASE WHEN p.h = '' THEN 'd' WHEN "
                                    + (mixed
                                            ? "a.place IS NOT NULL"
                                            : run.counts().added() > 0 ? "true" : "false")
                                    + " THEN 'a' ELSE 'u' END");
        }
        if (places || large) {
            tail.add("CAST(p.ctid AS text)");
        }
        return "SELECT " + ModelColumns.list(run.columns().all(), column -> "p." + column.position())
                + (tail.isEmpty() ? "" : ", " + String.join(" || ", tail)) + " FROM " + pending + " AS p"
                + (mixed
                        ? " LEFT JOIN (SELECT place FROM " + added + " WHERE " + within("place", until)
                                + ") AS a ON a.place = p.ctid"
                        : "")
                + " WHERE " + within("p.ctid", until) + " AND p.h IS NOT NULL"
                + (after == null ? "" : " AND p.ctid > CAST('" + after + "' AS tid)")
                + (large ? " ORDER BY p.ctid" : "");
    }

    private String within(String place, long until) {
        return place + " >= CAST('(" + block + ",0)' AS tid) AND " + place + " < CAST('(" + until + ",0)' AS tid)";
    }

    private final class PartReader implements TextRows.Reader {
        private final String part;
        private long bytes;
        private boolean stopped;

        PartReader(String part) {
            this.part = part;
        }

        @Override
        public boolean row(@Nullable String[] values) {
            for (String text : values) {
                bytes += text == null ? 4 : VALUE_BYTES + text.length();
            }
            Change change = new Change(shape, uniform == null ? operation(values) : uniform, values, part);
            buffer.add(change);
            if (large && bytes > PART_BYTES) {
                after = change.place().orElseThrow();
                stopped = true;
            }
            return !stopped;
        }

        private static Operation operation(@Nullable String[] values) {
            return switch (String.valueOf(values[values.length - 1]).charAt(0)) {
                case 'a' -> Operation.ADDED;
                case 'u' -> Operation.UPDATED;
                default -> Operation.DELETED;
            };
        }
    }
}
