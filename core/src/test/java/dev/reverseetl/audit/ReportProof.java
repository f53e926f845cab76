package dev.reverseetl.audit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Proves by the server that audits of some queries are true: what they call missing makes the query fail, all of it
 * together makes it run, and without any single part of it some query fails.
 *
 * @param queries by their models' names; a superuser can run all of them
 */
record ReportProof(ActingRole role, Map<String, String> queries) {
    PermissionAuditBuilder audit(DataSource administrator) {
        PermissionAuditBuilder audit = PermissionAudit.builder()
                .connection(administrator)
                .role(role.login().role());
        queries.forEach((name, query) -> audit.model(Model.of(name, query, "id")));
        return audit;
    }

    void check() throws SQLException {
        AuditReport wide = audit(database().dataSource()).build().run();
        checkVerdicts(wide);
        checkFix(wide);
        assertThat(wide.missing().stream().filter(MissingPrivilege::soft).count())
                .as("audit by a superuser: what it isn't sure of")
                .isLessThanOrEqualTo(wide.missing().size() / 20);
    }

    /** Checks what audits propose: this one with grants on tables, and another with grants on columns. */
    void checkFix(AuditReport wide) throws SQLException {
        AuditReport narrow =
                audit(database().dataSource()).columnGrants().build().run();
        try (RoleTrial trial = new RoleTrial(role)) {
            trial.run(wide.fixSql());
            checkFixed(trial, wide);
        }
        try (RoleTrial trial = new RoleTrial(role)) {
            trial.run(narrow.fixSql());
            checkFixed(trial, narrow);
            checkNothingIsIdle(trial, narrow);
        }
    }

    /** Nothing is called missing that isn't, and nothing is right that fails. */
    private void checkVerdicts(AuditReport report) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (RoleTrial trial = new RoleTrial(role)) {
            for (ModelAudit audit : report.models()) {
                Outcome outcome = trial.tryOut(query(audit));
                boolean right = switch (audit.verdict()) {
                    case OK -> !outcome.isDenied();
                    case OK_EXCEPT_OPAQUE -> !audit.opaque().isEmpty();
                    case MISSING ->
                        outcome.isDenied() || audit.missing().stream().allMatch(MissingPrivilege::soft);
                    case FILTERED -> !outcome.isDenied();
                    case CHANGED_MEANING -> true;
                    default -> false;
                };
                if (!right) {
                    wrong.add(audit.name() + ": " + audit + ", but " + outcome);
                }
            }
        }
        assertThat(wrong).as("audit").isEmpty();
    }

    private void checkFixed(RoleTrial trial, AuditReport report) throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (ModelAudit audit : report.models()) {
            Outcome explained = trial.explain(query(audit));
            Outcome outcome = explained.succeeded() ? trial.tryOut(query(audit)) : explained;
            boolean unseen = explained.succeeded() && !audit.opaque().isEmpty();
            boolean right = isFixable(audit) ? !outcome.isDenied() || unseen : outcome.isDenied();
            if (!right && audit.verdict() != Verdict.CHANGED_MEANING) {
                wrong.add(audit.name() + ": " + audit.missing() + ", but " + outcome);
            }
        }
        assertThat(wrong).as("audit after its fix: %s", report.fixSql()).isEmpty();
    }

    private void checkNothingIsIdle(RoleTrial trial, AuditReport report) throws SQLException {
        if (areGranteesStrangers(report)) {
            assertThat(IdlePrivileges.among(report, new AtomReader(new GrantedObjects(database())), queries, trial))
                    .as("audit: privileges without which everything runs")
                    .isEmpty();
        }
    }

    /** What one is granted, its members have too, and may have been granted once more. */
    private boolean areGranteesStrangers(AuditReport report) throws SQLException {
        String grantees = report.missing().stream()
                .map(privilege -> "('" + privilege.grantee().value() + "'::name)")
                .distinct()
                .collect(joining(", "));
        return grantees.isEmpty()
                || database()
                        .queryOne(
                                Boolean.class,
                                "WITH grantee (name) AS (VALUES " + grantees
                                        + ") SELECT NOT EXISTS (SELECT FROM grantee AS a,"
                                        + " grantee AS b WHERE a.name <> b.name AND pg_has_role(a.name, b.name, 'USAGE'))");
    }

    private String query(ModelAudit audit) {
        String query = queries.get(audit.name());
        assertThat(query).as(audit.name()).isNotNull();
        return query == null ? "" : query;
    }

    /** Catalogs with secrets are never opened. */
    static boolean isFixable(ModelAudit audit) {
        return audit.missing().stream().allMatch(privilege -> privilege.sql().isPresent());
    }

    private TestDatabase database() {
        return role.login().database();
    }
}
