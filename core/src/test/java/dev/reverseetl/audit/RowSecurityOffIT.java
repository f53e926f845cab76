package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Where row_security is off, PostgreSQL refuses what row security applies to, whatever the policies say. */
class RowSecurityOffIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int)",
        "ALTER TABLE app.t ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY p ON app.t USING (true)",
        "CREATE TABLE app.open (id int)",
        "GRANT SELECT ON app.t, app.open TO {role}",
    };

    @OutermostPostgres
    void settingOfTheRole(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(TABLE).given("ALTER ROLE {role} SET row_security = off");
        assertRefused(rule, "SELECT id FROM app.t");
        assertRefused(rule, "SELECT id FROM app.open WHERE EXISTS (SELECT FROM app.t)");
        assertPasses(rule, "SELECT id FROM app.open");
    }

    @OutermostPostgres
    void settingOfTheDatabase(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(TABLE)
                .given(
                        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET row_security = off', current_database()); END $$");
        assertRefused(rule, "SELECT id FROM app.t");
    }

    @OutermostPostgres
    void viewOfAnOwnerToWhomRowSecurityDoesNotApply(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(TABLE)
                .given(
                        "CREATE VIEW app.v AS SELECT id FROM app.t",
                        "GRANT SELECT ON app.v TO {role}",
                        "ALTER ROLE {role} SET row_security = off");
        assertPasses(rule, "SELECT id FROM app.v");
    }

    @OutermostPostgres
    void settingOfAFunctionIsOpaque(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(TABLE).given("""
                        CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql SET row_security = off
                        AS 'SELECT count(*) FROM app.t'""");
        assertOpaque(rule, "SELECT app.f() AS id");
    }

    @OutermostPostgres
    void functionThatActsAsAnotherRoleIsOpaque(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(TABLE)
                .given(
                        "GRANT {group} TO {role}",
                        "GRANT USAGE ON SCHEMA app TO {group}",
                        "CREATE TABLE app.u (id int)",
                        "GRANT SELECT ON app.u TO {role}");
        rule.given(rule.resolved("""
                        CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql SET role = '{group}'
                        AS 'SELECT count(*) FROM app.u'"""));
        assertOpaque(rule, "SELECT app.f() AS id");
    }

    private static void assertRefused(QueryRule rule, String query) throws SQLException {
        assertThat(freshly(rule, query).sqlState()).isEqualTo("42501");
        ModelAudit audit = new RuleModel(rule.role(), query).auditAsSuperuser();
        assertThat(audit.verdict()).as(audit.toString()).isEqualTo(Verdict.MISSING);
        assertThat(audit.missing()).isEmpty();
        assertThat(audit.passed()).isFalse();
        assertThat(audit.findings())
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER
                        && !finding.code().startsWith("IDENTIFIER"))
                .extracting(Finding::code)
                .containsExactly("ROW_SECURITY_REFUSES");
    }

    private static void assertPasses(QueryRule rule, String query) throws SQLException {
        assertThat(freshly(rule, query).succeeded()).isTrue();
        assertThat(new RuleModel(rule.role(), query).auditAsSuperuser().verdict())
                .isEqualTo(Verdict.OK);
    }

    private static void assertOpaque(QueryRule rule, String query) throws SQLException {
        assertThat(freshly(rule, query).sqlState()).isEqualTo("42501");
        ModelAudit audit = new RuleModel(rule.role(), query).auditAsSuperuser();
        assertThat(audit.verdict()).as(audit.toString()).isEqualTo(Verdict.OK_EXCEPT_OPAQUE);
    }

    private static Outcome freshly(QueryRule rule, String query) throws SQLException {
        return ActingRole.of(rule.role()).run(query);
    }
}
