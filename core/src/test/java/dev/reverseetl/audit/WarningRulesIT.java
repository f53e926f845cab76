package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** What a query may be warned of though it runs, and that it isn't without reason. */
class WarningRulesIT {
    @OutermostPostgres
    void rowSecurity(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE TABLE app.t (id int)",
                        "CREATE VIEW app.v AS SELECT id FROM app.t",
                        "GRANT SELECT ON app.t, app.v TO {role}");
        assertWarned(rule, "SELECT id FROM app.t");
        rule.given("ALTER TABLE app.t ENABLE ROW LEVEL SECURITY");
        assertWarned(rule, "SELECT id FROM app.t", "ROW_SECURITY_DENIES");
        rule.given("CREATE POLICY p ON app.t USING (id > 5)");
        assertWarned(rule, "SELECT id FROM app.t", "ROW_SECURITY_FILTERS");
        assertThat(findings(rule, "SELECT id FROM app.t").get(0).message()).contains("policy \"p\" USING ((id > 5))");
        assertWarned(rule, "SELECT id FROM app.v", "ROW_SECURITY_BYPASSED");
        rule.given("DROP POLICY p ON app.t", "CREATE POLICY p ON app.t USING (true)");
        assertWarned(rule, "SELECT id FROM app.t");
        rule.given("ALTER ROLE {role} BYPASSRLS", "DROP POLICY p ON app.t");
        assertWarned(rule, "SELECT id FROM app.t");
        assertWarned(rule, "SELECT id FROM app.v");
    }

    @OutermostPostgres
    void resultsThatDependOnWhoAsks(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE TABLE app.t (id int, who text)",
                        "CREATE VIEW app.mine AS SELECT id FROM app.t WHERE who = current_user",
                        "GRANT SELECT ON app.t, app.mine TO {role}");
        for (String query : List.of(
                "SELECT id FROM app.t WHERE who = current_user",
                "SELECT id FROM app.t WHERE who = session_user",
                "SELECT id FROM app.mine",
                "SELECT relpages AS id FROM pg_class WHERE has_table_privilege(oid, 'SELECT')",
                "SELECT oid AS id FROM pg_roles WHERE pg_has_role(oid, 'USAGE')",
                "SELECT table_name AS id FROM information_schema.tables",
                "SELECT column_name AS id FROM information_schema.columns",
                "SELECT null_frac AS id FROM pg_stats",
                "SELECT pid AS id FROM pg_stat_activity")) {
            assertThat(findings(rule, query))
                    .as(query)
                    .extracting(Finding::code)
                    .containsOnly("RESULT_DEPENDS_ON_ROLE");
        }
        ModelAudit sequences =
                new RuleModel(rule.role(), "SELECT last_value AS id FROM pg_sequences").auditAsSuperuser();
        assertThat(sequences.verdict())
                .as("newer servers check within the function: %s", sequences)
                .isEqualTo(Verdict.OK_EXCEPT_OPAQUE);
        assertWarned(rule, "SELECT relpages AS id FROM pg_class");
        assertWarned(rule, "SELECT id, 'current_user' FROM app.t AS session_user_");
    }

    @OutermostPostgres
    void foreignTablesAndMaterializedViews(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE FOREIGN DATA WRAPPER w",
                        "CREATE SERVER s FOREIGN DATA WRAPPER w",
                        "CREATE FOREIGN TABLE app.f (id int) SERVER s",
                        "CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS id WITH NO DATA",
                        "GRANT SELECT ON app.f, app.m TO {role}");
        assertThat(findings(rule, "SELECT id FROM app.f"))
                .extracting(Finding::code)
                .contains("USER_MAPPING_MISSING");
        rule.given("CREATE USER MAPPING FOR PUBLIC SERVER s");
        assertThat(findings(rule, "SELECT id FROM app.f"))
                .extracting(Finding::code)
                .doesNotContain("USER_MAPPING_MISSING");
        assertThat(findings(rule, "SELECT id FROM app.m"))
                .extracting(Finding::code)
                .contains("VIEW_NOT_POPULATED");
        rule.given("REFRESH MATERIALIZED VIEW app.m");
        assertWarned(rule, "SELECT id FROM app.m");
    }

    @OutermostPostgres
    void whatRunsAsAnother(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1",
                        "CREATE FUNCTION app.g() RETURNS int LANGUAGE sql RETURN 1");
        assertWarned(rule, "SELECT app.f() AS id", "SECURITY_DEFINER");
        assertWarned(rule, "SELECT app.g() AS id");
    }

    @OutermostPostgres
    void secretsAndWrites(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given("CREATE TABLE app.t (id int)", "GRANT ALL ON app.t TO {role}");
        assertWarned(rule, "SELECT oid AS id FROM pg_authid", "SECRET_CATALOG");
        assertWarned(rule, "SELECT oid AS id FROM pg_roles");
        String files = "SELECT pg_catalog.pg_read_file('PG_VERSION') AS id";
        assertWarned(rule, files, "SECRET_CATALOG");
        String hba = "SELECT line_number AS id FROM pg_hba_file_rules";
        assertWarned(rule, hba, "SECRET_CATALOG", "SECRET_CATALOG");
        assertThat(new RuleModel(rule.role(), files).reportAsSuperuser().fixSql())
                .isEmpty();
        assertThat(new RuleModel(rule.role(), hba).reportAsSuperuser().fixSql()).isEmpty();
        assertThat(findings(rule, "WITH q AS (DELETE FROM app.t RETURNING id) SELECT id FROM q"))
                .extracting(Finding::code)
                .contains("MODEL_WRITES");
    }

    private static void assertWarned(QueryRule rule, String query, String... codes) throws SQLException {
        assertThat(findings(rule, query)).as(query).extracting(Finding::code).containsExactly(codes);
    }

    private static List<Finding> findings(QueryRule rule, String query) throws SQLException {
        return new RuleModel(rule.role(), query)
                .reportAsSuperuser().model(RuleModel.NAME).findings().stream()
                        .filter(finding -> !finding.code().startsWith("IDENTIFIER_"))
                        .toList();
    }
}
