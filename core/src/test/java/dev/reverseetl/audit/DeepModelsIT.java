package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Models that nest deeply cost no more than their length, and none of them takes the others down. */
class DeepModelsIT {
    private static final int DEPTH = 60;

    @Test
    void areAuditedInTime(@OnePostgres TestDatabase database) throws SQLException {
        Login role = database.createLogin("segment");
        database.run(
                "CREATE TABLE public.t (id int PRIMARY KEY)",
                "CREATE VIEW public.v AS SELECT id FROM public.t WHERE " + alternating(),
                "GRANT SELECT ON public.t, public.v TO " + role.quotedRole());
        String terms = IntStream.range(0, 400).mapToObj(i -> "id = " + i).collect(Collectors.joining(" OR "));
        String sum = sum(2_500);
        Login weak = database.createLogin("weak");
        for (Login auditor : new Login[] {weak, role}) {
            AuditReport report = PermissionAudit.builder()
                    .connection(auditor.dataSource())
                    .role(role.role())
                    .deadline(Duration.ofSeconds(60))
                    .model(Model.of("alternating", "SELECT id FROM public.t WHERE " + alternating(), "id"))
                    .model(Model.of("not", "SELECT id FROM public.t WHERE " + nots(), "id"))
                    .model(Model.of("view", "SELECT id FROM public.v", "id"))
                    .model(Model.of("terms", "SELECT id FROM public.t WHERE " + terms, "id"))
                    .model(Model.of("sum", "SELECT id, " + sum + " AS sum FROM public.t", "id"))
                    .model(Model.of("short sum", "SELECT id, " + sum(330) + " AS sum FROM public.t", "id"))
                    .model(Model.of("fine", "SELECT id FROM public.t", "id"))
                    .build()
                    .run();
            assertThat(report.models())
                    .extracting(ModelAudit::name, ModelAudit::verdict)
                    .containsExactly(
                            tuple("alternating", Verdict.OK),
                            tuple("not", Verdict.OK),
                            tuple("view", Verdict.OK),
                            tuple("terms", Verdict.OK),
                            tuple("sum", Verdict.NOT_AUDITABLE),
                            tuple("short sum", Verdict.OK),
                            tuple("fine", Verdict.OK));
            assertThat(report.model("sum").findings().get(0).message()).contains("nested too deeply");
        }
    }

    /** The server gives up on the deepest, be it when it resolves its names or when it plans it. */
    @OutermostPostgres
    void viewsOfViewsGetAVerdict(TestDatabase database) throws SQLException {
        Login role = database.createLogin("segment");
        Login weak = database.createLogin("weak");
        database.run(
                "CREATE TABLE public.v0 (id int PRIMARY KEY)",
                "GRANT SELECT ON public.v0 TO PUBLIC",
                "DO $$ BEGIN FOR i IN 1..400 LOOP"
                        + " EXECUTE format('CREATE VIEW public.v%s AS SELECT id FROM public.v%s', i, i - 1);"
                        + " EXECUTE format('GRANT SELECT ON public.v%s TO PUBLIC', i);"
                        + " END LOOP; END $$",
                "ALTER DATABASE " + database.quotedName() + " SET max_stack_depth = '100kB'");
        for (DataSource auditor : List.of(database.dataSource(), weak.dataSource(), role.dataSource())) {
            AuditReport report = PermissionAudit.builder()
                    .connection(auditor)
                    .role(role.role())
                    .model(Model.of("deepest", "SELECT id FROM public.v400", "id"))
                    .model(Model.of("deep", "SELECT id FROM public.v30", "id"))
                    .model(Model.of("fine", "SELECT id FROM public.v1", "id"))
                    .build()
                    .run();
            assertThat(report.model("deepest").verdict())
                    .as(report.model("deepest").toString())
                    .isIn(Verdict.OK_EXCEPT_OPAQUE, Verdict.NOT_AUDITABLE);
            assertThat(report.model("deepest").toString()).contains("nested too deeply");
            assertThat(report.model("deep").verdict()).isEqualTo(Verdict.OK);
            assertThat(report.model("fine").verdict()).isEqualTo(Verdict.OK);
        }
    }

    private static String sum(int terms) {
        return IntStream.range(0, terms).mapToObj(i -> "id").collect(Collectors.joining(" + "));
    }

    private static String alternating() {
        String condition = "id = 0";
        for (int i = 1; i <= DEPTH; i++) {
            condition = "(" + condition + (i % 2 == 0 ? " AND id > " : " OR id > ") + i + ")";
        }
        return condition;
    }

    private static String nots() {
        return "NOT (id = 0 OR ".repeat(DEPTH) + "id = 1" + ")".repeat(DEPTH);
    }
}
