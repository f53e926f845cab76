package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A role that audits itself is told step by step what it lacks. */
class SelfAuditIT {
    private static final String[] OBJECTS = {
        "CREATE SCHEMA hidden",
        "CREATE SCHEMA \"Odd.name\"",
        "CREATE SCHEMA types",
        "CREATE SCHEMA other",
        "CREATE TABLE hidden.t (id int)",
        "CREATE TABLE app.t (id int)",
        "GRANT SELECT ON app.t TO {role}",
        "CREATE FUNCTION \"Odd.name\".f(n int) RETURNS int LANGUAGE sql RETURN n",
        "CREATE TYPE types.mood AS ENUM ('sad', 'happy')",
    };
    private static final String QUERY = "SELECT id, 'sad'::types.mood AS other FROM hidden.t, \"Odd.name\".f(1) AS f";

    @OutermostPostgres
    void schemasComeFirst(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS);
        List<String> granted = new ArrayList<>();
        ModelAudit audit = audit(rule.role(), rule.role(), QUERY);
        while (audit.verdict() == Verdict.MISSING) {
            assertThat(audit.missing()).allSatisfy(one -> assertThat(one.sql()).isPresent());
            for (MissingPrivilege one : audit.missing()) {
                granted.add(one.privilege() + " " + one.quotedName());
                rule.given(one.sql().orElseThrow());
            }
            audit = audit(rule.role(), rule.role(), QUERY);
        }
        assertThat(audit.verdict()).as("audit: %s", audit).isEqualTo(Verdict.OK);
        assertThat(granted)
                .startsWith("USAGE \"Odd.name\"", "USAGE \"hidden\"")
                .containsExactlyInAnyOrder(
                        "USAGE \"Odd.name\"", "USAGE \"hidden\"", "USAGE \"types\"", "SELECT \"hidden\".\"t\"");
        assertThat(ActingRole.of(rule.role()).run(QUERY).succeeded()).isTrue();
    }

    @OutermostPostgres
    void thatThereMayBeMoreIsSaid(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS);
        assertIncomplete(audit(rule.role(), rule.role(), QUERY));
        database.run("REVOKE TEMPORARY ON DATABASE " + database.quotedName() + " FROM PUBLIC");
        assertIncomplete(audit(rule.role(), rule.role(), QUERY));
    }

    private static void assertIncomplete(ModelAudit audit) {
        assertThat(audit.verdict()).as("audit: %s", audit).isEqualTo(Verdict.MISSING);
        assertThat(audit.missing()).extracting(MissingPrivilege::quotedName).contains("\"hidden\"");
        assertThat(audit.findings()).extracting(Finding::code).containsExactly("AUDIT_INCOMPLETE");
    }

    /** A table's alias is no schema, even one that there is and that the role may not use. */
    @OutermostPostgres
    void aliasesAreNoSchemas(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS);
        String query = "SELECT other.id FROM app.t AS other, hidden.t";
        assertThat(audit(rule.role(), rule.role(), query).missing())
                .extracting(MissingPrivilege::quotedName)
                .containsExactly("\"hidden\"");
        assertThat(audit(rule.role(), rule.role(), "SELECT other.id FROM app.t AS other")
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    @OutermostPostgres
    void schemaThatOnlyAStringOrAnOperatorNames(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS).given("CREATE SEQUENCE hidden.s");
        for (String query : List.of(
                "SELECT nextval('hidden.s') AS id",
                "SELECT 'hidden.t'::regclass AS id",
                "SELECT id FROM app.t ORDER BY id USING OPERATOR(hidden.<)")) {
            ModelAudit audit = audit(rule.role(), rule.role(), query);
            assertThat(audit.verdict()).as("audit: %s", audit).isEqualTo(Verdict.MISSING);
            assertThat(audit.missing()).extracting(MissingPrivilege::quotedName).containsExactly("\"hidden\"");
        }
    }

    @OutermostPostgres
    void schemaOfThePathThatItMayNotUseIsUnknown(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS).given("ALTER ROLE {role} SET search_path = hidden, app");
        AuditMethod method = new RuleModel(rule.role(), "SELECT id FROM t")
                .auditBy(rule.role().dataSource())
                .build()
                .run()
                .method();
        assertThat(method.unknown()).singleElement().asString().contains("\"hidden\"");
        assertThat(new RuleModel(rule.role(), "SELECT id FROM t")
                        .reportAsSuperuser()
                        .method()
                        .unknown())
                .isEmpty();
    }

    @OutermostPostgres
    void anotherWhoMayNotLookCannotTell(TestDatabase database) throws SQLException {
        QueryRule rule = QueryRule.on(database).given(OBJECTS).given("GRANT USAGE ON SCHEMA hidden TO {role}");
        Login weak = database.createLogin("weak");
        ModelAudit audit = audit(rule.role(), weak, QUERY);
        assertThat(audit.verdict()).as("audit: %s", audit).isEqualTo(Verdict.NOT_AUDITABLE);
        assertThat(audit.missing()).isEmpty();
        assertThat(audit.findings()).extracting(Finding::code).containsExactly("MODEL_NOT_AUDITABLE");
    }

    private static ModelAudit audit(Login role, Login auditor, String query) {
        return new RuleModel(role, query)
                .auditBy(auditor.dataSource())
                .build()
                .run()
                .model(RuleModel.NAME);
    }
}
