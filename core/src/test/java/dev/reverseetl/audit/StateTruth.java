package dev.reverseetl.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How queries end for a role, and for a superuser to whom everything is open.
 *
 * @param asRole by the queries' names
 * @param asSuperuser by the queries' names
 */
record StateTruth(Map<String, Outcome> asRole, Map<String, Outcome> asSuperuser) {
    /** Row security does not apply to superusers, and views act as their owners. */
    private static final String OWNERS_ARE_SUPERUSERS = """
            DO $$
            DECLARE
                owner regrole;
            BEGIN
                FOR owner IN SELECT DISTINCT relowner FROM pg_class LOOP
                    EXECUTE format('ALTER ROLE %s SUPERUSER', owner);
                END LOOP;
            END $$""";

    static StateTruth of(ActingRole role, Map<String, String> queries) throws SQLException {
        Map<String, Outcome> asRole = new TreeMap<>();
        Map<String, Outcome> asSuperuser = new TreeMap<>();
        try (RoleTrial trial = new RoleTrial(role)) {
            for (Map.Entry<String, String> query : queries.entrySet()) {
                asRole.put(query.getKey(), trial.tryOut(query.getValue()));
            }
        }
        ActingRole superuser = new ActingRole(role.login(), role.settings(), List.of());
        try (RoleTrial unfiltered = new RoleTrial(superuser)) {
            unfiltered.run(List.of(OWNERS_ARE_SUPERUSERS));
            for (Map.Entry<String, String> query : queries.entrySet()) {
                asSuperuser.put(query.getKey(), unfiltered.tryOut(query.getValue()));
            }
        }
        return new StateTruth(asRole, asSuperuser);
    }

    /** What a report says that isn't so. */
    List<String> disagreements(AuditReport report) {
        List<String> disagreements = new ArrayList<>();
        for (ModelAudit audit : report.models()) {
            Outcome outcome = asRole.getOrDefault(audit.name(), new Outcome("?", "not tried", List.of()));
            if (!agrees(audit, outcome)) {
                disagreements.add("PostgreSQL says " + outcome + " (a superuser gets " + asSuperuser.get(audit.name())
                        + "), the audit " + audit);
            }
        }
        return disagreements;
    }

    private boolean agrees(ModelAudit audit, Outcome outcome) {
        return switch (audit.verdict()) {
            case OK -> outcome.equals(asSuperuser.get(audit.name()));
            case MISSING -> !outcome.succeeded() || audit.missing().stream().allMatch(StateTruth::mayNotBeAsked);
            case FILTERED -> outcome.succeeded();
            case CHANGED_MEANING -> true;
            case OK_EXCEPT_OPAQUE -> !audit.opaque().isEmpty();
            default -> false;
        };
    }

    /** Whether a function is ever called, so that its body needs anything, depends on the rows. */
    private static boolean mayNotBeAsked(MissingPrivilege privilege) {
        return privilege.soft() || privilege.why().stream().anyMatch(station -> station.startsWith("function "));
    }
}
