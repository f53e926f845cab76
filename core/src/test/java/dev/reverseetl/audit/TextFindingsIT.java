package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What a model's text makes fragile: names without their schema, and stars over grants on columns. */
class TextFindingsIT {
    private static final Set<String> CODES = Set.of("UNQUALIFIED_NAMES", "COLUMN_GRANTS_UNDER_STAR");
    private static final String[] OBJECTS = {
        "CREATE TABLE app.users (id int PRIMARY KEY, email text)",
        "CREATE TABLE app.\"Odd.name\" (id int)",
        "CREATE TABLE app.orders (id int, users int)",
        "CREATE VIEW app.recent AS SELECT id FROM app.users",
        "CREATE FUNCTION app.score(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n + 1",
        "CREATE AGGREGATE app.total(int) (SFUNC = int4pl, STYPE = int)",
        "GRANT SELECT ON ALL TABLES IN SCHEMA app TO {role}",
        "ALTER ROLE {role} SET search_path = app, information_schema",
    };

    @OutermostPostgres
    void namesWithoutTheirSchema(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS);
        assertUnqualified(rule, "SELECT id FROM users", "table \"app\".\"users\"");
        assertUnqualified(rule, "TABLE users", "table \"app\".\"users\"");
        assertUnqualified(rule, "SELECT app.users.id FROM users", "table \"app\".\"users\"");
        assertUnqualified(rule, "SELECT u.id FROM app.users u JOIN users o USING (id)", "table \"app\".\"users\"");
        assertUnqualified(rule, "SELECT id FROM \"Odd.name\"", "table \"app\".\"Odd.name\"");
        assertUnqualified(rule, "SELECT id FROM recent", "view \"app\".\"recent\"");
        assertUnqualified(rule, "SELECT score(1) AS id", "function \"app\".\"score\"(integer)");
        assertUnqualified(rule, "SELECT total(id) AS id FROM app.users", "aggregate \"app\".\"total\"(integer)");
        assertUnqualified(
                rule,
                "SELECT id FROM app.orders WHERE id IN (SELECT score(id) FROM users)",
                "function \"app\".\"score\"(integer); table \"app\".\"users\"");
        assertUnqualified(rule, "WITH users AS (SELECT id FROM users) SELECT id FROM users", "table \"app\".\"users\"");
        assertUnqualified(rule, "SELECT count(*) AS id FROM tables", "view \"information_schema\".\"tables\"");
    }

    @OutermostPostgres
    void namesThatNeedNone(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS);
        for (String query : List.of(
                "SELECT id FROM app.users",
                "SELECT users.id FROM app.users",
                "SELECT id FROM app . \"users\" AS recent",
                "SELECT id FROM app.\"Odd.name\"",
                "WITH users AS (SELECT id FROM app.users) SELECT id FROM users",
                "WITH users AS (SELECT id FROM app.users) SELECT o.id FROM users o WHERE o.id BETWEEN 1 AND 5",
                "WITH score(id) AS (SELECT app.score(1)) SELECT id FROM score",
                "SELECT users.id FROM app.recent AS users JOIN app.users AS recent USING (id)",
                "SELECT users AS id FROM app.orders",
                "SELECT extract(year FROM now()) AS id, users FROM app.orders",
                "SELECT score.id FROM app.score(1) AS score(id)",
                "SELECT app.score(1) AS id, upper(email) FROM app.users -- FROM users",
                "SELECT count(*) AS id, 'FROM users' FROM pg_class JOIN app.users ON id = relpages",
                "SELECT id FROM app.recent",
                "SELECT app.total(id) AS id FROM app.users GROUP BY app.score(id)",
                "SELECT app.score((SELECT max(id) FROM app.users)) AS id")) {
            assertThat(findings(rule, query)).as(query).isEmpty();
        }
    }

    /** With the finding a new column breaks the query, and without it doesn't. */
    @OutermostPostgres
    void starsOverGrantsOnColumns(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE TABLE app.users (id int PRIMARY KEY, email text)",
                        "CREATE TABLE app.orders (id int PRIMARY KEY)",
                        "GRANT SELECT (id, email) ON app.users TO {role}",
                        "GRANT SELECT ON app.orders TO {role}");
        assertBreaks(rule, "SELECT * FROM app.users", true);
        assertBreaks(rule, "SELECT o.id, u.* FROM app.orders o JOIN app.users u USING (id)", true);
        assertBreaks(rule, "SELECT id FROM (SELECT * FROM app.users) AS q", true);
        assertBreaks(rule, "SELECT u AS id FROM app.users AS u", true);
        assertBreaks(rule, "TABLE app.users", true);
        assertBreaks(rule, "SELECT * FROM app.orders", false);
        assertBreaks(rule, "SELECT id, email FROM app.users", false);
        assertBreaks(rule, "SELECT count(*) AS id FROM app.users", false);
        assertBreaks(rule, "SELECT q.* FROM (SELECT id, email FROM app.users) AS q", false);
        assertBreaks(rule, "SELECT o.*, u.email FROM app.orders o JOIN app.users u ON o.id = u.id", false);
        assertBreaks(rule, "WITH users AS (SELECT id, email FROM app.users) SELECT * FROM users", false);
        rule.given("GRANT SELECT ON app.users TO {group}", "GRANT {group} TO {role}");
        assertBreaks(rule, "SELECT * FROM app.users", false);
    }

    private static void assertUnqualified(QueryRule rule, String query, String names) throws SQLException {
        assertThat(findings(rule, query)).as(query).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("UNQUALIFIED_NAMES");
            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
            assertThat(finding.message()).endsWith(": " + names + ".");
        });
    }

    private static void assertBreaks(QueryRule rule, String query, boolean expected) throws SQLException {
        ActingRole role = ActingRole.of(rule.role());
        Outcome changed = role.runAfter(
                List.of("ALTER TABLE app.users ADD added int", "ALTER TABLE app.orders ADD added int"), query);
        assertThat(role.run(query).succeeded()).as(query).isTrue();
        assertThat(changed.isDenied())
                .as("%s, after a change: %s", query, changed)
                .isEqualTo(expected);
        assertThat(findings(rule, query))
                .as(query)
                .extracting(Finding::code)
                .containsExactlyElementsOf(expected ? List.of("COLUMN_GRANTS_UNDER_STAR") : List.of());
    }

    private static List<Finding> findings(QueryRule rule, String query) throws SQLException {
        return new RuleModel(rule.role(), query)
                .reportAsSuperuser().model(RuleModel.NAME).findings().stream()
                        .filter(finding -> CODES.contains(finding.code()))
                        .toList();
    }
}
