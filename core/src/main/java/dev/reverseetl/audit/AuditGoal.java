package dev.reverseetl.audit;

import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.time.Duration;
import java.util.List;

/** What an audit is to find out, and with what. */
record AuditGoal(
        ConnectionSource connection,
        Identifier role,
        List<Model> models,
        Identifier managedSchema,
        boolean columnGrants,
        boolean running,
        SegmentLimits limits,
        Duration deadline,
        Duration lockTimeout) {
    AuditGoal {
        models = List.copyOf(models);
    }
}
