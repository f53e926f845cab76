package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an audit costs, in round trips after authentication. */
class AuditRoundTripsIT {
    private static final int TABLES = 10_000;
    /** In halves, because the locks of all at once might not fit. */
    private static final String[] CREATE = {
        "CREATE SCHEMA app",
        "DO $$ BEGIN FOR i IN 0..4999 LOOP EXECUTE format('CREATE TABLE app.t_%s (id int, a int)', i); END LOOP; END $$",
        "DO $$ BEGIN FOR i IN 5000..9999 LOOP EXECUTE format('CREATE TABLE app.t_%s (id int, a int)', i); END LOOP; END $$",
    };

    @OutermostPostgres
    void oneModelOnASmallDatabase(TestDatabase database) throws Exception {
        Login role = database.createLogin("segment");
        database.run("CREATE TABLE t (id int)");
        AuditReport report = audit(database, role, List.of(Model.of("m", "SELECT id FROM t", "id")), 8);
        assertThat(report.missing()).as("audit").hasSize(1);
    }

    @Test
    void aThousandModelsOnTenThousandTables(@OnePostgres TestDatabase database) throws Exception {
        Login role = database.createLogin("segment");
        database.run(CREATE);
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int table = i * 7 % TABLES;
            int other = i * 13 % TABLES;
            models.add(Model.of(
                    "m" + i,
                    "SELECT x.id, count(y.a) FROM app.t_" + table + " x JOIN app.t_" + other
                            + " y USING (id) GROUP BY x.id",
                    "id"));
        }
        AuditReport report = audit(database, role, models, 12);
        assertThat(report.models())
                .as("audit")
                .hasSize(1_000)
                .allSatisfy(
                        audit -> assertThat(audit.missing()).as(audit.name()).isNotEmpty());
    }

    @OutermostPostgres
    void modelsThatDoNotBindCostTwoEach(TestDatabase database) throws Exception {
        Login role = database.createLogin("segment");
        database.run("CREATE TABLE t (id int)");
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            models.add(Model.of("m" + i, "SELECT " + (i % 5 == 0 ? "nothing AS id" : "id") + " FROM t", "id"));
        }
        AuditReport report = audit(database, role, models, 12 + 2 * 10);
        assertThat(report.models())
                .as("audit")
                .filteredOn(audit -> audit.verdict() == Verdict.UNRESOLVABLE)
                .hasSize(10);
    }

    private static AuditReport audit(TestDatabase database, Login role, List<Model> models, int roundTrips)
            throws Exception {
        Login admin = AdminShape.SUPERUSER.create(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            PermissionAudit audit = PermissionAudit.builder()
                    .connection(proxy.dataSource(admin))
                    .role(role.role())
                    .models(models)
                    .build();
            AuditReport report = audit.run();
            assertThat(proxy.roundTrips())
                    .as(
                            "audit: %s",
                            proxy.statements().stream().distinct().limit(40).toList())
                    .isLessThanOrEqualTo(roundTrips);
            return report;
        }
    }
}
