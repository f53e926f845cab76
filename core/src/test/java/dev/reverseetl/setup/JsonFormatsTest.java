package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.RotationReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/json.md describes what is written. */
class JsonFormatsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "json.md");
    private static final Pattern MEMBER = Pattern.compile("(?m)^ *\"([a-z-]+)\": ");

    static Stream<String> reports() {
        return Stream.of(
                PlanReport.json(ReportSamples.plan()),
                ResultReport.json(ReportSamples.result()),
                VerificationReport.json(ReportSamples.verification()),
                UndoReport.json(new UndoResult(List.of(), List.of())),
                RotationReport.json(new Rotation(true, List.of())));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyMemberIsDescribed(String report) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(MEMBER.matcher(report).results().map(member -> member.group(1)))
                .allSatisfy(member -> assertThat(document).containsPattern("[`.]" + Pattern.quote(member) + "`"));
    }

    @Test
    void everyFormatIsDescribed() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(reports().map(report -> report.lines().skip(1).findFirst().orElseThrow()))
                .allSatisfy(line -> assertThat(document)
                        .contains("\n## " + line.substring(line.lastIndexOf(' ') + 2, line.lastIndexOf('"')) + "\n"));
    }
}
