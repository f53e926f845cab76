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
    private final String unmoved;
    private final boolean marked;
    private final String added;
    private final @Nullable Operation uniform;
    private final boolean places;
    private int blocks = FIRST_BLOCKS;
    private long block;
    private long end = -1;
    private boolean outOfLine;
    private boolean careful;
    private @Nullable String after;
    private Deque<Change> buffer = new ArrayDeque<>();

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
        PendingTable table = run.pending().orElseThrow();
        this.marked = table.marked();
        this.pending = table.quoted(config.tables());
        this.unmoved = table.unmoved(config.tables());
        this.added = config.tables().quoted(TrackingTables.added(table.name()));
        this.uniform = run.counts().only().orElse(null);
    }

    boolean hasBuffered() {
        return !buffer.isEmpty();
    }

    /** Returns the next change, or null after the last. */
    @Nullable
    Change next() {
        while (buffer.isEmpty() && (end < 0 || block < end)) {
            // Only then: what fails in between is read again whole
            TrackerSession.read(config, config.startDeadline(), this::readPart).take();
        }
        return buffer.poll();
    }

    /** Whether a change is one of those read here. */
    boolean hasRead(Change change) {
        return change.shape() == shape;
    }

    private Part readPart(Transaction transaction) {
        QuerySettings.pin(transaction, config);
        if (end < 0) {
            measure(transaction);
        }
        Part part = new Part(Math.min(end, block + blocks));
        transaction.texts(sql(part.until), careful ? LARGE_FETCH : FETCH, part);
        return part;
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
                    outOfLine = !"0".equals(values[1]);
                    careful = outOfLine;
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
        boolean mixed = !marked && run.counts().added() > 0 && run.counts().updated() > 0;
        List<String> tail = new ArrayList<>();
        if (uniform == null) {
            tail.add(
                    marked
                            ? "p.op"
                            : "CASE WHEN p.h = '' THEN 'd' WHEN "
                                    + (mixed
                                            ? "a.place IS NOT NULL"
                                            : run.counts().added() > 0 ? "true" : "false")
                                    + " THEN 'a' ELSE 'u' END");
        }
        if (places || careful) {
            tail.add("CAST(p.ctid AS text)");
        }
        return "SELECT " + ModelColumns.list(run.columns().all(), column -> "p." + column.position())
                + (tail.isEmpty() ? "" : ", " + String.join(" || ", tail)) + " FROM " + pending + " AS p"
                + (mixed
                        ? " LEFT JOIN (SELECT place FROM " + added + " WHERE " + within("place", until)
                                + ") AS a ON a.place = p.ctid"
                        : "")
                + " WHERE " + within("p.ctid", until) + " AND " + unmoved
                + " AND p.h IS NOT NULL"
                + (after == null ? "" : " AND p.ctid > CAST('" + after + "' AS tid)")
                + (careful ? " ORDER BY p.ctid" : "");
    }

    private String within(String place, long until) {
        return place + " >= CAST('(" + block + ",0)' AS tid) AND " + place + " < CAST('(" + until + ",0)' AS tid)";
    }

    /** Some blocks, or as many of their rows as fit. */
    private final class Part implements TextRows.Reader {
        private final long until;
        private final String condition;
        private final Deque<Change> rows = new ArrayDeque<>();
        private long bytes;
        private boolean full;

        Part(long until) {
            this.until = until;
            this.condition = within("p.ctid", until) + " AND " + unmoved;
        }

        @Override
        public boolean row(@Nullable String[] values) {
            for (String text : values) {
                bytes += text == null ? 4 : VALUE_BYTES + text.length();
            }
            rows.add(new Change(shape, uniform == null ? operation(values) : uniform, values, condition));
            full = bytes > (careful ? PART_BYTES : 2 * PART_BYTES);
            return !full;
        }

        /** Makes these rows the next, and says what is read after them. */
        void take() {
            if (full && !careful) { // compressed values look small: these blocks once more, carefully
                careful = true;
                blocks = Math.max(1, blocks / 2);
                return;
            }
            buffer = rows;
            if (full) {
                after = rows.getLast().place().orElseThrow();
                return;
            }
            long fitting = after == null ? blocks * PART_BYTES / Math.max(1, bytes) : blocks / 2;
            blocks = (int) Math.max(1, Math.min(fitting, Math.min(2L * blocks, MOST_BLOCKS)));
            block = until;
            after = null;
            careful = outOfLine;
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
