package dev.reverseetl.audit.internal;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.util.List;

/**
 * What an audit is to find out.
 *
 * @param role the role that is to run the models
 * @param models the models
 * @param managedSchema the schema in which the role may do as it likes
 * @param columnGrants whether to propose grants on columns
 * @param running whether to run the models, to look at their identifiers
 * @param limits Segment's limits
 */
public record AuditRequest(
        Identifier role,
        List<Model> models,
        Identifier managedSchema,
        boolean columnGrants,
        boolean running,
        SegmentLimits limits) {
    /** Takes a copy of the list. */
    public AuditRequest {
        models = List.copyOf(models);
    }
}
