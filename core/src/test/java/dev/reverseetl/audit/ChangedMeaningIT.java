package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** A query that runs for the role, and is another one. */
class ChangedMeaningIT {
    @OutermostPostgres
    void tableBehindASchemaThatIsSkipped(TestDatabase database) throws SQLException {
        check(
                QueryRule.on(database)
                        .given(
                                "CREATE SCHEMA hidden",
                                "CREATE TABLE hidden.t (id int)",
                                "INSERT INTO hidden.t VALUES (1)",
                                "CREATE TABLE app.t (id int)",
                                "INSERT INTO app.t VALUES (2)",
                                "GRANT SELECT ON app.t TO {role}",
                                "ALTER ROLE {role} SET search_path = hidden, app"),
                "SELECT id FROM t");
    }

    @OutermostPostgres
    void functionBehindASchemaThatIsSkipped(TestDatabase database) throws SQLException {
        check(
                QueryRule.on(database)
                        .given(
                                "CREATE SCHEMA hidden",
                                "CREATE FUNCTION hidden.f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
                                "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; END",
                                "ALTER ROLE {role} SET search_path = hidden, app"),
                "SELECT f()");
    }

    /** Without the extension's schema, its columns are compared as text. */
    @OutermostPostgres
    void citextWithoutItsSchema(TestDatabase database) throws SQLException {
        check(
                QueryRule.on(database)
                        .given(
                                "CREATE SCHEMA ext",
                                "CREATE EXTENSION citext SCHEMA ext",
                                "CREATE TABLE app.t (id int, name ext.citext)",
                                "INSERT INTO app.t VALUES (1, 'Ann')",
                                "GRANT SELECT ON app.t TO {role}",
                                "ALTER ROLE {role} SET search_path = app, ext"),
                "SELECT id FROM app.t WHERE name = 'ANN'");
    }

    /** Named in the path, it is searched where it is named. */
    @OutermostPostgres
    void pgCatalogAtTheEndOfThePath(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE SCHEMA hidden",
                        "CREATE FUNCTION app.lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
                        "CREATE TABLE app.t (id int, m text)",
                        "GRANT SELECT ON app.t TO {role}",
                        "ALTER ROLE {role} SET search_path = app, hidden, pg_catalog");
        assertThat(new RuleModel(rule.role(), "SELECT id, lower(m) FROM t")
                        .auditAsSuperuser()
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    private static void check(QueryRule rule, String query) throws SQLException {
        ActingRole role = ActingRole.of(rule.role());
        Outcome seen = role.run(query);
        assertThat(seen.succeeded()).as(seen.toString()).isTrue();
        assertThat(seen).isNotEqualTo(role.runAsSuperuserAfter(List.of(), query));

        RuleModel model = new RuleModel(rule.role(), query);
        AuditReport report = model.reportAsSuperuser();
        assertThat(report.model(RuleModel.NAME).verdict())
                .as("audit: %s", report)
                .isEqualTo(Verdict.CHANGED_MEANING);
        assertThat(report.passed()).as("audit").isFalse();
        assertThat(report.model(RuleModel.NAME).findings()).as("audit: why").isNotEmpty();

        rule.given(report.fixSql().toArray(String[]::new));
        boolean repaired = role.run(query).equals(role.runAsSuperuserAfter(List.of(), query));
        assertThat(model.auditAsSuperuser().verdict())
                .as("audit after %s", report.fixSql())
                .isEqualTo(repaired ? Verdict.OK : Verdict.CHANGED_MEANING);
    }
}
