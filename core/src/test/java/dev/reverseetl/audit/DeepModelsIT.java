package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
