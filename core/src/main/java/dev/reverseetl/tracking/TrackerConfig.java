package dev.reverseetl.tracking;

import dev.reverseetl.internal.ValueStyle;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.time.Duration;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** What a tracker works with. */
@Value.Immutable
@ValueStyle
interface TrackerConfig {
    ConnectionSource connection();

    Model model();

    Identifier managedSchema();

    ColumnPolicy columnPolicy();

    DeleteGuard deleteGuard();

    /** Whether the model may read tables that row security filters. */
    boolean rowSecurity();

    /** How long a run may be silent until another may take over. */
    Duration lease();

    /** Who runs, for others to read. */
    String holder();

    /** How many workers the server may take besides for one statement; its own setting if empty. */
    OptionalInt parallelWorkers();

    SegmentLimits limits();

    TrackingListener listener();

    Duration deadline();

    Duration lockTimeout();

    default Deadline startDeadline() {
        return Deadline.after(deadline());
    }

    default TrackingTables tables() {
        return new TrackingTables(managedSchema());
    }
}
