package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Expects of audits what a rule states. */
record RuleAudit(RuleCase rule, TestDatabase database, Login weakAdmin) {
    /** The schemas, and what a rule may have taken away from everybody and its own statements need. */
    private static final String WHAT_AN_ADMINISTRATOR_HAS = """
            DO $$
            DECLARE
                command text;
            BEGIN
                FOR command IN
                    SELECT format('GRANT USAGE ON SCHEMA %I TO {weak}', nspname) FROM pg_namespace WHERE nspname !~ '^pg_'
                    UNION ALL
                    SELECT format('GRANT EXECUTE ON FUNCTION %s TO {weak}', oid::regprocedure) FROM pg_proc
                    WHERE pronamespace = 'pg_catalog'::regnamespace
                        AND NOT has_function_privilege('{weak}', oid, 'EXECUTE') AND oid < 10000
                LOOP
                    EXECUTE command;
                END LOOP;
            END $$""";

    void check() throws SQLException {
        AuditReport report = model().reportAsSuperuser();
        checkFindsAll(report.model(RuleModel.NAME));
        assertThat(report.model(RuleModel.NAME).missing())
                .as("audit by a superuser: what it isn't sure of")
                .noneMatch(privilege -> privilege.soft() && !rule.unseenByExplain());
        checkStatically();
        AuditReport narrow =
                model().auditBy(database.dataSource()).columnGrants().build().run();
        Outcome narrowly = rule.role().runAfter(narrow.fixSql(), rule.query());
        assertThat(narrowly.succeeded())
                .as("audit with grants on columns: after %s: %s", narrow.fixSql(), narrowly)
                .isTrue();
        checkFix(report.fixSql());
    }

    void checkNeverPasses() throws SQLException {
        AuditReport report = model().reportAsSuperuser();
        assertThat(texts(read(report.missing())))
                .as("audit by a superuser: %s", report)
                .isEqualTo(texts(rule.needed()));
        database.run(report.fixSql().toArray(String[]::new));
        AuditReport again = model().reportAsSuperuser();
        assertThat(again.model(RuleModel.NAME).missing())
                .as("audit after the fix")
                .isEmpty();
        assertThat(again.model(RuleModel.NAME).verdict().isPassed())
                .as("audit after the fix: %s", again.model(RuleModel.NAME))
                .isFalse();
        assertThat(again.model(RuleModel.NAME).findings())
                .as("audit after the fix: why")
                .isNotEmpty();
        assertThat(again.passed()).as("audit after the fix").isFalse();
    }

    private void checkFindsAll(ModelAudit audit) throws SQLException {
        assertThat(texts(read(audit.missing())))
                .as("audit by a superuser: %s", audit)
                .isEqualTo(texts(rule.needed()));
        assertThat(audit.verdict())
                .as("audit by a superuser: %s", audit)
                .isIn(rule.needed().isEmpty() ? rule.verdicts() : Set.of(Verdict.MISSING));
        for (String name : rule.opaque()) {
            assertThat(audit.opaque())
                    .as("audit: what is opaque")
                    .anyMatch(opaque -> opaque.object().replace("\"", "").contains(name));
        }
    }

    /** By somebody who can't act as the role, and so can't ask the planner either. */
    private void checkStatically() throws SQLException {
        database.run(WHAT_AN_ADMINISTRATOR_HAS.replace("{weak}", weakAdmin.role()));
        ModelAudit audit = model().auditBy(weakAdmin.dataSource()).build().run().model(RuleModel.NAME);
        List<Atom> named = Atom.merged(
                Stream.of(rule.needed(), rule.skipped()).flatMap(List::stream).toList());
        assertThat(texts(read(audit.missing())))
                .as("audit by a weak administrator: %s", audit)
                .isEqualTo(texts(named));
        List<MissingPrivilege> soft =
                audit.missing().stream().filter(MissingPrivilege::soft).toList();
        if (rule.plannerDependent()) {
            assertThat(texts(read(soft)))
                    .as("audit by a weak administrator: what it isn't sure of")
                    .containsAll(texts(rule.skipped()));
        } else {
            assertThat(soft)
                    .as("audit by a weak administrator: what it isn't sure of")
                    .isEmpty();
        }
    }

    private void checkFix(List<String> fixSql) throws SQLException {
        database.run(fixSql.toArray(String[]::new));
        Outcome fixed = rule.role().run(rule.query());
        assertThat(fixed.succeeded())
                .as("audit's fix: after %s: %s", fixSql, fixed)
                .isTrue();
        AuditReport again = model().reportAsSuperuser();
        assertThat(again.missing()).as("audit after the fix").isEmpty();
        assertThat(again.fixSql()).as("audit after the fix").isEmpty();
        assertThat(again.model(RuleModel.NAME).verdict())
                .as("audit after the fix")
                .isIn(rule.verdicts());
    }

    private RuleModel model() {
        return new RuleModel(rule.role().login(), rule.query());
    }

    private List<Atom> read(List<MissingPrivilege> missing) throws SQLException {
        return new AtomReader(new GrantedObjects(database)).read(missing);
    }

    private static List<String> texts(List<Atom> atoms) {
        return atoms.stream().map(Atom::toString).sorted().toList();
    }
}
