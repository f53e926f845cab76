package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are easily misread, wrapped wrongly, or no query at all. */
@Execution(ExecutionMode.CONCURRENT)
class TextRulesIT {
    private static final String TABLE = "CREATE TABLE app.t (id int, a text)";

    @OutermostPostgres
    void trailingComment(TestDatabase database) throws SQLException {
        needsIdOnly(database, "SELECT id FROM app.t -- and not a) FROM app.t");
    }

    @OutermostPostgres
    void nestedComments(TestDatabase database) throws SQLException {
        needsIdOnly(database, "/* a /* ) */ ' */ SELECT id /* , a */ FROM app.t /* $1 */");
    }

    @OutermostPostgres
    void dollarQuotes(TestDatabase database) throws SQLException {
        needsIdOnly(database, "SELECT id, $$) -- it's $x$ a$$, $x$ $$ ; $x$, E'\\');' FROM app.t");
    }

    @OutermostPostgres
    void questionMarksAndBraces(TestDatabase database) throws SQLException {
        needsIdOnly(
                database,
                "SELECT id, '{fn now()}', '[\"a\"]'::jsonb ? 'a', '{}'::jsonb ?| array['b'], $$:x$$ FROM app.t");
    }

    @OutermostPostgres
    void values(TestDatabase database) throws SQLException {
        QueryRule.on(database).query("VALUES (1, 'a'), (2, 'b')").holds();
    }

    @OutermostPostgres
    void valuesWithASubquery(TestDatabase database) throws SQLException {
        needsIdOnly(database, "VALUES ((SELECT max(id) FROM app.t))");
    }

    @OutermostPostgres
    void table(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE)
                .query("TABLE app.t")
                .lacks("SELECT ON app.t")
                .holds();
    }

    @OutermostPostgres
    void parentheses(TestDatabase database) throws SQLException {
        needsIdOnly(database, "((SELECT id FROM app.t) UNION (SELECT 2)) ORDER BY 1 LIMIT 5");
    }

    @OutermostPostgres
    void recursion(TestDatabase database) throws SQLException {
        needsIdOnly(database, """
                WITH RECURSIVE r (id, depth) AS (
                    SELECT id, 0 FROM app.t
                    UNION ALL
                    SELECT t.id, depth + 1 FROM app.t JOIN r ON t.id = r.id + 1 WHERE depth < 10)
                SELECT id FROM r""");
    }

    @OutermostPostgres
    void commonTableExpressionThatHidesATable(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE, "ALTER ROLE {role} SET search_path = app")
                .query("WITH t AS (SELECT 1 AS id) SELECT id FROM t")
                .holds();
    }

    @OutermostPostgres
    void lateral(TestDatabase database) throws SQLException {
        needsIdOnly(database, "SELECT t.id FROM app.t, LATERAL (SELECT t.id WHERE t.id > 0) AS q");
    }

    @OutermostPostgres
    void groupingAndWindows(TestDatabase database) throws SQLException {
        needsIdOnly(database, """
                SELECT id, count(*), sum(count(*)) OVER w, grouping(id) FROM app.t
                GROUP BY ROLLUP (id) HAVING count(*) > 0 WINDOW w AS (ORDER BY id)""");
    }

    /** Bound by nobody, with whatever rights. */
    @OutermostPostgres
    void parameter(TestDatabase database) throws SQLException {
        unresolvable(database, "SELECT id FROM app.t WHERE id = $1", "08P01");
    }

    @OutermostPostgres
    void tableThatDoesNotExist(TestDatabase database) throws SQLException {
        unresolvable(database, "SELECT id FROM app.nowhere", "42P01");
    }

    @OutermostPostgres
    void columnThatDoesNotExist(TestDatabase database) throws SQLException {
        unresolvable(database, "SELECT nothing FROM app.t", "42703");
    }

    @OutermostPostgres
    void syntaxError(TestDatabase database) throws SQLException {
        unresolvable(database, "SELECT id FROM app.t WHERE", "42601");
    }

    /** It runs alone, and never inside the common table expression into which Segment puts it. */
    @OutermostPostgres
    void commonTableExpressionThatWrites(TestDatabase database) throws SQLException {
        String query = "WITH w AS (INSERT INTO app.t VALUES (1) RETURNING id) SELECT id FROM w";
        QueryRule rule = QueryRule.on(database)
                .given(TABLE, "GRANT ALL ON app.t TO {role}")
                .query(query);
        ActingRole role = ActingRole.of(rule.role());
        assertThat(role.runAfter(List.of(), query).succeeded()).isTrue();
        assertThat(role.run("WITH q AS (" + query + ") SELECT * FROM q").sqlState())
                .isEqualTo("0A000");
        AuditReport report = new RuleModel(rule.role(), query).reportAsSuperuser();
        assertThat(report.passed()).as("audit: %s", report).isFalse();
        assertThat(role.run("SELECT count(*) FROM app.t").rows()).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT 1; SELECT 2",
                "SELECT 1) AS q; DROP TABLE app.t; SELECT (1",
                "SELECT 1) UNION SELECT (2",
                "(SELECT 1",
                "SELECT 'a",
                "SELECT 1 /* /* */",
                "DELETE FROM app.t",
                "-- nothing",
            })
    void areRefusedBeforeAnAudit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", text, "id"))
                .withMessageContaining("\"m\"");
    }

    @Test
    void tellWhereTheyAreWrong(@OnePostgres TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(TABLE);
        ModelAudit audit = new RuleModel(rule.role(), "SELECT id,\n    nam FROM app.t").auditAsSuperuser();
        assertThat(audit.verdict()).as("audit: %s", audit).isEqualTo(Verdict.UNRESOLVABLE);
        assertThat(audit.findings())
                .as("audit: where")
                .anySatisfy(finding -> assertThat(finding.message()).contains("\"nam\"", "line 2"));
    }

    private static void needsIdOnly(TestDatabase database, String query) throws SQLException {
        QueryRule.on(database)
                .given(TABLE, "INSERT INTO app.t VALUES (1, 'a')")
                .query(query)
                .lacks("SELECT (id) ON app.t")
                .holds();
    }

    private static void unresolvable(TestDatabase database, String query, String sqlState) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(TABLE, "GRANT ALL ON app.t TO {role}");
        ActingRole role = ActingRole.of(rule.role());
        assertThat(role.run(query).sqlState()).isEqualTo(sqlState);
        assertThat(role.runAsSuperuserAfter(List.of(), query).sqlState()).isEqualTo(sqlState);
        AuditReport report = new RuleModel(rule.role(), query).reportAsSuperuser();
        assertThat(report.model(RuleModel.NAME).verdict())
                .as("audit: %s", report)
                .isEqualTo(Verdict.UNRESOLVABLE);
        assertThat(report.missing()).as("audit").isEmpty();
        assertThat(report.passed()).as("audit").isFalse();
    }
}
