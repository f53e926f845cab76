package dev.reverseetl.gate;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.Rebuild;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/** Foresees that a tool such as dbt drops what a model reads, and with it the grants. */
final class RebuiltRelations {
    private RebuiltRelations() {}

    static Optional<Finding> finding(LocatedModel model, ModelAudit audit, AuditReport report) {
        return model.rebuild()
                .filter(rebuild -> !rebuild.readers().contains(report.role().value()))
                .filter(rebuild -> isLost(rebuild, audit))
                .map(rebuild -> finding(rebuild, report.role()));
    }

    private static boolean isLost(Rebuild rebuild, ModelAudit audit) {
        return audit.shape().stream()
                .flatMap(shape -> shape.sources().stream())
                .anyMatch(source -> source.direct()
                        && source.lostWhenRebuilt()
                        && source.schema().equals(rebuild.schema())
                        && source.name().equals(rebuild.relation()));
    }

    private static Finding finding(Rebuild rebuild, Identifier role) {
        String schema = Identifier.of(rebuild.schema()).quoted();
        return new Finding(
                "REBUILD_LOSES_GRANTS",
                Severity.WARNING,
                "The role " + role.quoted() + " loses its rights on " + schema + "."
                        + Identifier.of(rebuild.relation()).quoted() + " with " + rebuild.when()
                        + ", which drops it and makes it anew.",
                "Have dbt grant it each time, by +grants: {select: ['" + role.value()
                        + "']} in the project; or have the"
                        + " role that creates it run ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema
                        + " GRANT SELECT ON TABLES TO " + role.quoted() + ".");
    }
}
