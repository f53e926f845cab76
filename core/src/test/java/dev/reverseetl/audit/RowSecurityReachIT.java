package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** To whom, and to which tables, row security applies at all. */
class RowSecurityReachIT {
    private static final String[] TABLE = {
        "CREATE TABLE app.t (id int, tenant int)",
        "INSERT INTO app.t VALUES (1, 1), (2, 2)",
        "ALTER TABLE app.t ENABLE ROW LEVEL SECURITY",
        "GRANT SELECT (id) ON app.t TO {role}",
    };

    @OutermostPostgres
    void viewOfTheTablesOwnerIsNotFiltered(TestDatabase database) throws SQLException {
        view(database).given("ALTER TABLE app.t OWNER TO {owner}").holds();
    }

    @OutermostPostgres
    void viewIsFilteredByThePoliciesForItsOwner(TestDatabase database) throws SQLException {
        view(database)
                .given(
                        "CREATE POLICY p ON app.t TO {role} USING (true)",
                        "CREATE POLICY q ON app.t TO {owner} USING (tenant = 1)",
                        "GRANT SELECT ON app.t TO {owner}")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void ownerIsNotFiltered(TestDatabase database) throws SQLException {
        table(database).given("ALTER TABLE app.t OWNER TO {role}").holds();
    }

    @OutermostPostgres
    void memberOfTheOwnerIsNotFiltered(TestDatabase database) throws SQLException {
        table(database)
                .given("ALTER TABLE app.t OWNER TO {owner}", "GRANT {owner} TO {role}")
                .holds();
    }

    @OutermostPostgres
    void forceFiltersTheOwnerToo(TestDatabase database) throws SQLException {
        table(database)
                .given("ALTER TABLE app.t OWNER TO {role}", "ALTER TABLE app.t FORCE ROW LEVEL SECURITY")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void bypassRlsIsNotFiltered(TestDatabase database) throws SQLException {
        table(database).given("ALTER ROLE {role} BYPASSRLS").holds();
    }

    @OutermostPostgres
    void childOfAPartitionedTableDoesNotApplyItsOwn(TestDatabase database) throws SQLException {
        partitions(database).query("SELECT id FROM app.p").holds();
    }

    @OutermostPostgres
    void childThatIsNamedAppliesItsOwn(TestDatabase database) throws SQLException {
        partitions(database)
                .query("SELECT id FROM app.p1")
                .verdict(Verdict.FILTERED)
                .holds();
    }

    @OutermostPostgres
    void rowSecurityThatIsOffFailsInsteadOfFiltering(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t USING (tenant = 1)", "ALTER ROLE {role} SET row_security = off")
                .neverRuns("42501");
    }

    @OutermostPostgres
    void policyThatReadsItsOwnTableNeverRuns(TestDatabase database) throws SQLException {
        table(database)
                .given("CREATE POLICY p ON app.t USING (id IN (SELECT id FROM app.t))")
                .neverRuns("42P17");
    }

    @OutermostPostgres
    void recursionIsSeenWithoutExplain(TestDatabase database) throws SQLException {
        Login weak = database.createLogin("weak");
        QueryRule rule = QueryRule.on(database)
                .given(
                        "CREATE TABLE app.t (id int)",
                        "ALTER TABLE app.t ENABLE ROW LEVEL SECURITY",
                        "CREATE POLICY p ON app.t USING (id IN (SELECT max(t.id) FROM app.t))",
                        "GRANT SELECT ON app.t TO {role}");
        database.run("GRANT USAGE ON SCHEMA app TO " + weak.quotedRole());
        RuleModel model = new RuleModel(rule.role(), "SELECT id FROM app.t");
        assertThat(model.auditBy(weak.dataSource())
                        .build()
                        .run()
                        .model(RuleModel.NAME)
                        .findings())
                .extracting(Finding::code)
                .contains("POLICY_RECURSION");
    }

    private static QueryRule partitions(TestDatabase database) throws SQLException {
        return QueryRule.on(database)
                .given(
                        "CREATE TABLE app.p (id int) PARTITION BY LIST (id)",
                        "CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1)",
                        "INSERT INTO app.p VALUES (1)",
                        "ALTER TABLE app.p1 ENABLE ROW LEVEL SECURITY",
                        "GRANT SELECT ON app.p, app.p1 TO {role}");
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
        return QueryRule.on(database).given(TABLE).query("SELECT id FROM app.t");
    }
}
