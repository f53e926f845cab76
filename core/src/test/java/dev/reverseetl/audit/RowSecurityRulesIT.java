package dev.reverseetl.audit;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** When row security hides rows, and what policies need. The role may read the table and one column of it only. */
@Execution(ExecutionMode.CONCURRENT)
class RowSecurityRulesIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, tenant int)",
        "INSERT INTO app.t VALUES (1, 1), (2, 2)",
        "ALTER TABLE app.t ENABLE ROW LEVEL SECURITY",
        "GRANT SELECT (id) ON app.t TO {role}",
        "CREATE TABLE app.allowed (tenant int, note text)",
        "INSERT INTO app.allowed VALUES (1, 'a')",
    };
    private static final String QUERY = "SELECT id FROM app.t";

    @OutermostPostgres
    void noPolicyHidesEverything(TestDatabase database) throws SQLException {
        table(database).verdict(Verdict.FILTERED).holds();
    }

    @OutermostPostgres
    void permissivePolicyFilters(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t USING (tenant = 1)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void policyThatIsTrueHidesNothing(TestDatabase database) throws SQLException {
        table(database).given("CREATE POLICY p ON app.t USING (true)").holds();
    }

    @OutermostPostgres
    void onePermissivePolicyThatIsTrueIsEnough(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t USING (tenant = 1)", "CREATE POLICY q ON app.t USING (true)")
                .holds();
    }

    @OutermostPostgres
    void restrictivePolicyFilters(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE POLICY p ON app.t USING (true)",
                        "CREATE POLICY q ON app.t AS RESTRICTIVE USING (tenant = 2)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void restrictivePoliciesAloneHideEverything(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY q ON app.t AS RESTRICTIVE USING (true)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void policyForAnotherCommandDoesNotApply(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t FOR UPDATE USING (true)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void lockingNeedsAPolicyForUpdatesToo(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t FOR SELECT USING (true)", "GRANT UPDATE ON app.t TO {role}")
                .query("SELECT id FROM app.t FOR UPDATE")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void policyForAGroupAppliesToWhoInheritsIt(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t TO {readers} USING (true)", "GRANT {readers} TO {role}")
                .holds();
    }

    @OutermostPostgres
    void policyForAGroupDoesNotApplyToWhoDoesNotInheritIt(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "ALTER ROLE {role} NOINHERIT",
                        "CREATE POLICY p ON app.t TO {readers} USING (true)",
                        "GRANT {readers} TO {role}")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void policyForOthersDoesNotApply(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t TO {other} USING (true)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void subqueryOfAPolicyIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t USING (tenant IN (SELECT tenant FROM app.allowed))")
                .lacks("SELECT (tenant) ON app.allowed")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void subqueryOfAPolicyIsCheckedAsTheViewsOwner(TestDatabase database) throws SQLException {
        view(database)
                .given(
                        "CREATE POLICY p ON app.t USING (tenant IN (SELECT tenant FROM app.allowed))",
                        "GRANT SELECT ON app.t TO {owner}")
                .lacks("SELECT (tenant) ON app.allowed TO {owner}")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void functionOfAPolicyIsCheckedAsTheUser(TestDatabase database) throws SQLException {
        table(database)
                .given(
                        "CREATE FUNCTION app.own(int) RETURNS bool LANGUAGE sql BEGIN ATOMIC SELECT $1 = 1; END",
                        "REVOKE EXECUTE ON FUNCTION app.own FROM PUBLIC",
                        "CREATE POLICY p ON app.t USING (app.own(tenant))")
                .lacks("EXECUTE ON ROUTINE app.own(integer)")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    private static QueryRule view(TestDatabase database) throws SQLException {
        return table(database)
                .given(
                        "CREATE VIEW app.v AS SELECT id FROM app.t",
                        "ALTER VIEW app.v OWNER TO {owner}",
                        "GRANT SELECT ON app.v TO {role}")
                .query("SELECT id FROM app.v");
    }

    private static QueryRule table(TestDatabase database) throws SQLException {
        return QueryRule.on(database).given(TABLE).query(QUERY);
    }
}
