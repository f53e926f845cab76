package dev.reverseetl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.internal.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names in an audit are chosen by whoever can create an object or write a model. */
class HostileAuditTest {
    private static final String SPELT_OUT = "a\"\"</script><U+000A><U+001B>[31m; <U+202E>DROP<U+0085>é😀";
    private static final AuditReport REPORT = AuditSamples.hostile();

    @Test
    void textHasNothingThatTerminalObeys() {
        String text = PermissionReport.text(REPORT);
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
        assertThat(text)
                .contains(
                        "  Role            \"" + SPELT_OUT + "\"\n",
                        "\n   1. \"" + SPELT_OUT + "\": MISSING.",
                        "Take from the JSON report");
    }

    @Test
    void textBreaksNoLineInsideName() {
        String quoted = "\"" + SPELT_OUT + "\"";
        assertThat(PermissionReport.text(REPORT))
                .contains("  GRANT SELECT ON\n  " + quoted + "." + quoted + "\n  TO " + quoted + ";\n");
    }

    @Test
    void ordinaryTextHasNoRemarkAboutCharacters() {
        assertThat(PermissionReport.text(AuditSamples.everything())).doesNotContain("terminal");
    }

    @Test
    void textIsAtMost100ColumnsWide() {
        assertThat(PermissionReport.text(AuditSamples.everything()).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void statementsCanBePasted() {
        String text = PermissionReport.text(AuditSamples.everything());
        String block = text.substring(text.indexOf("  GRANT "), text.indexOf("\nNOTICES"));
        assertThat(List.of(block.strip().split(";\\s*")))
                .extracting(statement -> statement.replaceAll("\\s+", " "))
                .isEqualTo(AuditSamples.everything().fixSql());
    }

    @Test
    void jsonGivesNamesBackUnchanged() {
        JsonObject json = JsonObject.parse(PermissionReport.json(REPORT));
        JsonObject model = json.objects("models").get(0);
        JsonObject missing = model.objects("missing").get(0);
        assertThat(List.of(
                        json.text("role"),
                        model.text("name"),
                        missing.text("schema"),
                        missing.texts("columns").get(0),
                        model.objects("opaque").get(0).text("reason"),
                        json.objects("findings").get(0).text("remedy")))
                .containsOnly(AuditSamples.HOSTILE);
        assertThat(json.texts("fixSql")).isEqualTo(REPORT.fixSql());
    }

    @Test
    void jsonCanStandInScriptElementAndOnTerminal() {
        String json = PermissionReport.json(REPORT);
        assertThat(json).doesNotContain("<");
        assertThat(json.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
    }
}
