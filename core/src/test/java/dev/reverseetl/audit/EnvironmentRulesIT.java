package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.AuditMethod.Binding;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whoever audits, and whatever hinders it, the answer is the same; and nothing is changed. */
@Execution(ExecutionMode.CONCURRENT)
class EnvironmentRulesIT {
    @EachAdmin
    void eachAdministratorFindsAll(TestDatabase database, Login admin) throws SQLException {
        AuditedApp app = AuditedApp.create(admin);
        AuditReport report = checkedReport(app, app.audit());
        boolean superuser = admin.role().startsWith("admin");
        boolean printing = superuser && database.server().major() >= 15;
        assertThat(report.method().binding())
                .as("audit")
                .isEqualTo(printing ? Binding.PARSE_ONLY : Binding.TEMPORARY_VIEWS);
        boolean explained = !admin.role().startsWith("owner");
        assertThat(report.method().explained()).as("audit").isEqualTo(explained);
        assertThat(report.method().unknown()).as("audit").hasSize(explained ? 0 : 1);
    }

    @OutermostPostgres
    void theRoleItselfFindsAllInTheSchemasThatItMayUse(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        Map<String, String> answers =
                app.answers(app.auditBy(app.role()).build().run());
        Map<String, String> expected = app.expected();
        String schema = answers.remove("schema");
        assertThat(answers).as("audit").isEqualTo(without("schema", expected));
        assertThat(schema)
                .as("audit")
                .isEqualTo("MISSING [USAGE ON SCHEMA hidden TO " + app.role().role() + "]");
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    /** Such as a hardened server takes from everybody. */
    @OutermostPostgres
    void whatTheAdministratorLacksOnTheCatalogsIsNamed(TestDatabase database) throws SQLException {
        Login role = database.createLogin("segment");
        Login weak = database.createLogin("weak");
        for (String right : List.of(
                "EXECUTE ON FUNCTION pg_catalog.has_schema_privilege(oid, oid, text)",
                "EXECUTE ON FUNCTION pg_catalog.set_config(text, text, bool)",
                "EXECUTE ON FUNCTION pg_catalog.unnest(anyarray)",
                "SELECT ON pg_catalog.pg_class",
                "SELECT ON pg_catalog.pg_settings")) {
            String name = right.replaceAll("^.*pg_catalog\\.(\\w+).*$", "$1");
            database.run("REVOKE " + right + " FROM PUBLIC");
            assertThatExceptionOfType(ReverseEtlException.class)
                    .as(right)
                    .isThrownBy(() -> PermissionAudit.builder()
                            .connection(weak.dataSource())
                            .role(role.role())
                            .model(Model.of("m", "SELECT 1 AS id", "id"))
                            .build()
                            .run())
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_FAILED))
                    .satisfies(e -> assertThat(e.getMessage()).contains("lacks a privilege", name))
                    .satisfies(e -> assertThat(e.remedy()).contains("grant it back"));
            database.run("GRANT " + right + " TO PUBLIC");
        }
    }

    @OutermostPostgres
    void withoutTemporaryObjectsItOnlyParses(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        database.run(
                "REVOKE TEMPORARY ON DATABASE " + database.quotedName() + " FROM PUBLIC",
                "GRANT USAGE ON SCHEMA hidden TO " + app.role().quotedRole(),
                "GRANT SELECT ON hidden.t TO " + app.role().quotedRole());
        AuditReport report = app.auditBy(app.role()).build().run();
        Map<String, String> expected = app.expected();
        expected.put("schema", "OK []");
        assertThat(app.answers(report)).as("audit").isEqualTo(expected);
        assertThat(report.method().binding()).as("audit").isEqualTo(Binding.PARSE_ONLY);
    }

    /** Such a query is prepared without a tree of its own, and must not get that of the next. */
    @OutermostPostgres
    void aQueryWithoutATreeOfItsOwnDoesNotShiftTheOthers(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        database.run("REVOKE TEMPORARY ON DATABASE " + database.quotedName() + " FROM PUBLIC");
        AuditReport report = PermissionAudit.builder()
                .connection(app.role().dataSource())
                .role(app.role().role())
                .model(Model.of("makes", "SELECT 1 AS id INTO app.copy", "id"))
                .model(Model.of("lacks", "SELECT id FROM app.t", "id"))
                .model(Model.of("fine", "SELECT 1 AS id", "id"))
                .model(Model.of("broken", "SELECT nothing FROM app.t", "id"))
                .build()
                .run();
        assertThat(report.models())
                .extracting(ModelAudit::name, ModelAudit::verdict)
                .containsExactly(
                        tuple("makes", Verdict.UNRESOLVABLE),
                        tuple("lacks", Verdict.MISSING),
                        tuple("fine", Verdict.OK),
                        tuple("broken", Verdict.UNRESOLVABLE));
        assertThat(report.model("broken").findings().get(0).message()).contains("nothing");
    }

    @OutermostPostgres
    void readOnlySessionsAreNoHindrance(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        AuditedApp app = AuditedApp.create(admin);
        database.run("ALTER ROLE " + admin.quotedRole() + " SET default_transaction_read_only = on");
        checkedReport(app, app.audit());
    }

    @OutermostPostgres
    void anEventTriggerThatRaisesMakesItOnlyParse(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        database.run("""
                CREATE FUNCTION app.raise() RETURNS event_trigger LANGUAGE plpgsql
                AS 'BEGIN RAISE EXCEPTION ''no changes today''; END'""", "CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION app.raise()");
        AuditReport report = checkedReport(app, app.audit());
        assertThat(report.method().binding()).as("audit").isEqualTo(Binding.PARSE_ONLY);
    }

    @Test
    void aStandbyMakesItOnlyParse() throws Exception {
        for (int major : new int[] {14, PostgresServers.newest().major()}) {
            if (PostgresServers.isAvailable(major)) {
                try (OwnServer server = PostgresServers.startOwn(major, Map.of());
                        TestDatabase database = server.createDatabase()) {
                    AuditedApp app = app(database);
                    server.becomeStandby();
                    database.admin().close(); // the restart has ended its session
                    AuditReport report = checkedReport(app, app.audit());
                    assertThat(report.method().binding())
                            .as("audit on %s", server)
                            .isEqualTo(Binding.PARSE_ONLY);
                }
            }
        }
    }

    @OutermostPostgres
    void aLockedTableCostsItsOwnModelsOnly(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            new TestSession(other).run("LOCK TABLE hidden.t IN ACCESS EXCLUSIVE MODE");
            long began = System.nanoTime();
            AuditReport report =
                    app.audit().lockTimeout(Duration.ofMillis(200)).build().run();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("audit").isLessThan(Duration.ofSeconds(10));
            Map<String, String> answers = app.answers(report);
            assertThat(answers.remove("schema")).as("audit").startsWith("NOT_AUDITABLE");
            assertThat(answers).as("audit").isEqualTo(without("schema", app.expected()));
        }
    }

    @OutermostPostgres
    void brokenModelsInTheMiddleOfABatchCostNoOther(TestDatabase database) throws SQLException {
        AuditedApp app = app(database);
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            models.add(Model.of("m" + i, "SELECT " + (i % 70 == 0 ? "nothing" : "id") + " FROM app.t", "id"));
        }
        AuditReport report = PermissionAudit.builder()
                .connection(database.dataSource())
                .role(app.role().role())
                .models(models)
                .build()
                .run();
        assertThat(report.models()).as("audit").hasSize(300).allSatisfy(audit -> {
            boolean broken = Integer.parseInt(audit.name().substring(1)) % 70 == 0;
            assertThat(audit.verdict()).as(audit.name()).isEqualTo(broken ? Verdict.UNRESOLVABLE : Verdict.MISSING);
            assertThat(audit.missing()).as(audit.name()).hasSize(broken ? 0 : 1);
        });
        assertThat(report.fixSql()).as("audit").hasSize(1);
    }

    private static AuditedApp app(TestDatabase database) throws SQLException {
        return AuditedApp.create(AdminShape.SUPERUSER.create(database));
    }

    private static AuditReport checkedReport(AuditedApp app, PermissionAuditBuilder audit) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(app.database());
        AuditReport report = audit.build().run();
        assertThat(app.answers(report)).as("audit by %s", report.method()).isEqualTo(app.expected());
        assertThat(CatalogSnapshot.of(app.database()).changesSince(before)).isEmpty();
        return report;
    }

    private static Map<String, String> without(String name, Map<String, String> answers) {
        answers.remove(name);
        return answers;
    }
}
