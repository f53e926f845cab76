package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.report.FailureReport;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.RotationReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final UndoResult UNDONE = new UndoResult(
            List.of("DROP SCHEMA \"__segment_reverse_etl\"", "DROP ROLE \"segment\""),
            List.of(new Finding(
                    "ALREADY_GONE",
                    Severity.NOTICE,
                    "Not needed any more: REVOKE SELECT ON TABLE \"app\".\"users\" FROM \"segment\".",
                    "Nothing has to be done.")));
    private static final Rotation ROTATION = new Rotation(
            ReportSamples.ROLE,
            ReportSamples.DATABASE,
            false,
            List.of(new Finding(
                    "ROLE_USED_ELSEWHERE",
                    Severity.WARNING,
                    "A password is the cluster's: the databases \"crm\" have to do with \"segment\" too.",
                    "Give the new password to every Segment source and host application that uses the role.")));

    @Test
    void rendersPlan() throws IOException {
        assertThat(PlanReport.text(ReportSamples.plan())).isEqualTo(Expected.report("plan.txt"));
        assertThat(PlanReport.json(ReportSamples.plan())).isEqualTo(Expected.report("plan.json"));
    }

    @Test
    void rendersPlanOfOwnStepsOnly() throws IOException {
        SetupPlan plan = ReportSamples.plan(PlanPurpose.SET_UP, List.copyOf(ReportSamples.ownSteps()), List.of());
        assertThat(PlanReport.text(plan)).isEqualTo(Expected.report("plan-own.txt"));
    }

    @Test
    void saysThatNothingBringsBackWhatIsRemoved() {
        assertThat(PlanReport.text(ReportSamples.teardown()))
                .startsWith("PLAN to remove a Reverse ETL source\n")
                .contains(
                        "      SQL    DROP OWNED BY \"segment\";\n",
                        "      Undo   Nothing brings back what this removes.\n");
        assertThat(PlanReport.json(ReportSamples.teardown())).doesNotContain("undo-sql");
    }

    @Test
    void rendersEmptyPlan() throws IOException {
        SetupPlan plan = ReportSamples.plan(PlanPurpose.SET_UP, List.of(), List.of());
        assertThat(PlanReport.text(plan))
                .contains("  Steps           none\n", "  State           There is nothing to do.\n");
        assertThat(PlanReport.json(plan)).isEqualTo(Expected.report("plan-empty.json"));
    }

    @Test
    void rendersResult() throws IOException {
        assertThat(ResultReport.text(ReportSamples.result())).isEqualTo(Expected.report("result.txt"));
        assertThat(ResultReport.json(ReportSamples.result())).isEqualTo(Expected.report("result.json"));
    }

    @Test
    void neverRendersPassword() {
        SetupResult result = ReportSamples.result();
        assertThat(result.password()).isPresent();
        assertThat(ResultReport.text(result)).doesNotContain(ReportSamples.PASSWORD);
        assertThat(ResultReport.json(result)).doesNotContain(ReportSamples.PASSWORD);
    }

    @Test
    void rendersUndoRecordThatUndoes() {
        String json = ResultReport.json(ReportSamples.result());
        int start = json.indexOf("{", json.indexOf("\"undo-record\""));
        String record = json.substring(start, json.lastIndexOf('}')).strip();
        assertThat(UndoRecord.fromJson(record).toJson())
                .isEqualTo(ReportSamples.result().undoRecord().toJson());
    }

    @Test
    void rendersVerification() throws IOException {
        assertThat(VerificationReport.text(ReportSamples.verification()))
                .isEqualTo(Expected.report("verification.txt"));
        assertThat(VerificationReport.json(ReportSamples.verification()))
                .isEqualTo(Expected.report("verification.json"));
    }

    @Test
    void rendersUndo() throws IOException {
        assertThat(UndoReport.text(UNDONE)).isEqualTo(Expected.report("undo-result.txt"));
        assertThat(UndoReport.json(UNDONE)).isEqualTo(Expected.report("undo-result.json"));
    }

    @Test
    void rendersRotation() throws IOException {
        assertThat(RotationReport.text(ROTATION)).isEqualTo(Expected.report("rotation.txt"));
        assertThat(RotationReport.json(ROTATION)).isEqualTo(Expected.report("rotation.json"));
    }

    @Test
    void rendersFailureWithItsRemedyApart() throws IOException {
        ReverseEtlException failure = new ReverseEtlException(
                ErrorCode.DATABASE_NOT_FOUND,
                "Could not connect to \"db.example.com:5432/Shop\": the database does not exist (SQLSTATE 3D000).",
                "Check its spelling: names are exact.");
        assertThat(FailureReport.text(failure)).isEqualTo(Expected.report("failure.txt"));
        assertThat(FailureReport.json(failure)).isEqualTo(Expected.report("failure.json"));
    }
}
