package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.json.JsonObject;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ProgressReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names are chosen by whoever can create an object, and read by whoever sets up. */
class HostileReportsTest {
    private static final String SPELT_OUT = "a\"\"</script><U+000A><U+001B>[31m; <U+202E>DROP<U+0085>";

    @Test
    void textHasNothingThatTerminalObeys() {
        String text = PlanReport.text(ReportSamples.hostilePlan());
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
        assertThat(text).contains("  Database        \"" + SPELT_OUT + "\"\n", "Take from the JSON report");
    }

    @Test
    void textBreaksNoLineInsideName() {
        assertThat(PlanReport.text(ReportSamples.hostilePlan()))
                .contains("\"" + SPELT_OUT + "\".\"" + SPELT_OUT + "\"");
    }

    @Test
    void ordinaryTextHasNoRemarkAboutCharacters() {
        assertThat(PlanReport.text(ReportSamples.plan())).doesNotContain("terminal");
    }

    @Test
    void textIsAtMost100ColumnsWide() {
        assertThat(PlanReport.text(ReportSamples.plan()).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void jsonGivesNameBackUnchanged() {
        JsonObject json = JsonObject.parse(PlanReport.json(ReportSamples.hostilePlan()));
        assertThat(json.text("role")).isEqualTo(ReportSamples.HOSTILE);
        assertThat(json.objects("steps").get(0).text("sql"))
                .isEqualTo(ReportSamples.hostilePlan().steps().get(0).action());
    }

    @Test
    void jsonCanStandInScriptElementAndOnTerminal() {
        String json = PlanReport.json(ReportSamples.hostilePlan());
        assertThat(json).doesNotContain("<").contains("\\u003C/script>\\n\\u001B[31m; \\u202eDROP\\u0085");
        assertThat(json.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void progressHasNothingThatTerminalObeys() {
        List<String> lines = new ArrayList<>();
        ProgressReport.to(lines::add)
                .stepFinished(ReportSamples.hostilePlan().steps().get(0));
        assertThat(lines).containsExactly("step      Create the role \"" + SPELT_OUT + "\", with a password");
    }
}
