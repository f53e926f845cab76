package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What nobody can look into is said to be so, and never called right. */
@Execution(ExecutionMode.CONCURRENT)
class OpaqueRulesIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, a int)", "INSERT INTO app.t VALUES (1, 2)",
    };

    @OutermostPostgres
    void plpgsqlIsOpaque(TestDatabase database) throws SQLException {
        plpgsql(database)
                .given("GRANT SELECT ON app.t TO {role}")
                .query("SELECT app.f(1)")
                .opaque("app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void opaqueFunctionMayBeMissingToo(TestDatabase database) throws SQLException {
        plpgsql(database)
                .given("GRANT SELECT ON app.t TO {role}", "REVOKE EXECUTE ON FUNCTION app.f FROM PUBLIC")
                .query("SELECT app.f(1)")
                .lacks("EXECUTE ON ROUTINE app.f(integer)")
                .opaque("app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void opaqueFunctionOfAViewIsNamed(TestDatabase database) throws SQLException {
        plpgsql(database)
                .given(
                        "GRANT SELECT ON app.t TO {role}",
                        "CREATE VIEW app.v AS SELECT app.f(1) AS id",
                        "GRANT SELECT ON app.v TO {role}")
                .query("SELECT id FROM app.v")
                .opaque("app.f(integer)")
                .holds();
    }

    @OutermostPostgres
    void opaqueFunctionThatFailsIsNotCalledRight(TestDatabase database) throws SQLException {
        QueryRule rule = plpgsql(database).query("SELECT app.f(1)");
        assertThat(ActingRole.of(rule.role()).run("SELECT app.f(1)").sqlState()).isEqualTo("42501");
        assertThat(new RuleModel(rule.role(), "SELECT app.f(1)")
                        .auditAsSuperuser()
                        .verdict())
                .isNotEqualTo(Verdict.OK);
    }

    @OutermostPostgres
    void builtInThatRunsATextIsOpaque(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .query("SELECT word FROM ts_stat('SELECT ''a b''::tsvector')")
                .opaque("pg_catalog.ts_stat(text)")
                .holds();
    }

    @OutermostPostgres
    void namesThatAreLookedUpWithinATypeAreOpaque(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE)
                .given("CREATE TYPE app.named AS (r regclass)", "GRANT SELECT ON app.t TO {role}")
                .query("SELECT jsonb_populate_record(NULL::app.named, '{\"r\": \"app.t\"}') FROM app.t")
                .opaque("regclass")
                .holds();
    }

    @OutermostPostgres
    void namesThatAreLookedUpInAnArrayAreOpaque(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .query("SELECT ('{' || 'app.t' || '}')::regclass[] WHERE false")
                .opaque("regclass")
                .holds();
    }

    @OutermostPostgres
    void lookingATypeUpIsOpaque(TestDatabase database) throws SQLException {
        if (database.server().major() >= 16) {
            QueryRule.on(database)
                    .query("SELECT pg_input_is_valid('1', 'int')")
                    .opaque("pg_catalog.pg_input_is_valid")
                    .holds();
        }
    }

    @OutermostPostgres
    void functionThatSortsIsOpaque(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(TABLE)
                .given("CREATE TYPE app.c AS (a int)", "CREATE TABLE app.sorted (id app.c)");
        for (String[] operator : new String[][] {{"lt", "<"}, {"le", "<="}, {"eq", "="}, {"ge", ">="}, {"gt", ">"}}) {
            rule.given(
                    "CREATE FUNCTION app." + operator[0]
                            + "(x app.c, y app.c) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT (x).a " + operator[1]
                            + " (y).a'",
                    "CREATE OPERATOR app." + operator[1] + " (FUNCTION = app." + operator[0]
                            + ", LEFTARG = app.c, RIGHTARG = app.c)");
        }
        rule.given(
                """
                        CREATE FUNCTION app.compared(x app.c, y app.c) RETURNS int LANGUAGE sql
                        AS 'SELECT (x).a - (y).a + 0 * count(*)::int FROM app.t'""", """
                        CREATE OPERATOR CLASS app.c_ops DEFAULT FOR TYPE app.c USING btree AS
                        OPERATOR 1 app.<, OPERATOR 2 app.<=, OPERATOR 3 app.=, OPERATOR 4 app.>=, OPERATOR 5 app.>,
                        FUNCTION 1 app.compared(app.c, app.c)""", "INSERT INTO app.sorted VALUES (row(1)), (row(2))", "GRANT SELECT ON app.sorted TO {role}");
        for (String query : new String[] {
            "SELECT id FROM app.sorted ORDER BY id", "SELECT GREATEST(id, row(1)::app.c) FROM app.sorted"
        }) {
            assertThat(ActingRole.of(rule.role()).run(query).sqlState())
                    .as(query)
                    .isEqualTo("42501");
            ModelAudit audit = new RuleModel(rule.role(), query).auditAsSuperuser();
            assertThat(audit.verdict()).as(audit.toString()).isEqualTo(Verdict.OK_EXCEPT_OPAQUE);
            assertThat(audit.opaque()).anyMatch(opaque -> opaque.object().contains("compared"));
        }
    }

    @OutermostPostgres
    void whatNobodyCanNameIsSaidToBeLacking(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given("CREATE SCHEMA hidden", "CREATE TABLE hidden.t (id int)");
        ModelAudit audit = new RuleModel(rule.role(), "SELECT E'{hidden\\x2Et}'::regclass[] AS id").auditAsSuperuser();
        assertThat(audit.verdict()).as(audit.toString()).isEqualTo(Verdict.NOT_AUDITABLE);
        assertThat(audit.findings())
                .filteredOn(finding -> finding.code().equals("EXPLAIN_FAILS"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).contains("permission denied for schema hidden");
                    assertThat(finding.remedy()).contains("A privilege is lacking");
                });
    }

    @OutermostPostgres
    void securityDefinerNeedsNothingOfTheUser(TestDatabase database) throws SQLException {
        QueryRule.on(database)
                .given(TABLE)
                .given("""
                        CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql SECURITY DEFINER
                        AS 'SELECT count(*) FROM app.t'""", "REVOKE EXECUTE ON FUNCTION app.f FROM PUBLIC")
                .query("SELECT app.f()")
                .lacks("EXECUTE ON ROUTINE app.f()")
                .passes()
                .holds();
    }

    @OutermostPostgres
    void securityDefinerWhoseOwnerLacksSomethingIsNotCalledRight(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database)
                .given(TABLE)
                .given(
                        """
                        CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql SECURITY DEFINER
                        AS 'SELECT count(*) FROM app.t'""",
                        "ALTER FUNCTION app.f() OWNER TO {owner}",
                        "GRANT SELECT ON app.t TO {role}",
                        "GRANT USAGE ON SCHEMA app TO {owner}");
        assertThat(ActingRole.of(rule.role()).run("SELECT app.f()").sqlState()).isEqualTo("42501");
        assertThat(new RuleModel(rule.role(), "SELECT app.f()")
                        .auditAsSuperuser()
                        .verdict())
                .isNotEqualTo(Verdict.OK);
    }

    @OutermostPostgres
    void functionThatWritesIsNotCalledRight(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(TABLE).given("""
                        CREATE FUNCTION app.f() RETURNS int LANGUAGE sql
                        AS 'INSERT INTO app.t VALUES (1, 2) RETURNING id'""", "GRANT SELECT ON app.t TO {role}");
        assertThat(ActingRole.of(rule.role()).run("SELECT app.f()").sqlState()).isEqualTo("42501");
        assertThat(new RuleModel(rule.role(), "SELECT app.f()")
                        .auditAsSuperuser()
                        .verdict())
                .isNotEqualTo(Verdict.OK);
    }

    private static QueryRule plpgsql(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLE).given("""
                        CREATE FUNCTION app.f(x int) RETURNS int LANGUAGE plpgsql AS $$
                        BEGIN
                            RETURN (SELECT count(*) FROM app.t WHERE id = x);
                        END $$""");
    }
}
