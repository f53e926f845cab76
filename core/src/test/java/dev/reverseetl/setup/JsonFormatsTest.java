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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/json.md describes what is written. */
class JsonFormatsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "json.md");
    private static final Pattern MEMBER_OF_REPORT = Pattern.compile("(?m)^ {2}\"([a-z-]+)\": ");
    private static final Pattern MEMBER = Pattern.compile("(?m)^ *\"([a-z-]+)\": ");

    static Stream<String> reports() {
        return Stream.of(
                PlanReport.json(ReportSamples.plan()),
                ResultReport.json(ReportSamples.result()),
                VerificationReport.json(ReportSamples.verification()),
                UndoReport.json(new UndoResult(List.of(), List.of())),
                RotationReport.json(new Rotation(ReportSamples.ROLE, ReportSamples.DATABASE, true, List.of())));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyMemberIsDescribed(String report) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(MEMBER.matcher(report).results().map(member -> member.group(1)))
                .allSatisfy(member -> assertThat(document).containsPattern("[`.]" + Pattern.quote(member) + "`"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyMemberOfTheReportItselfIsInItsOwnSection(String report) throws IOException {
        String section = section(report);
        assertThat(MEMBER_OF_REPORT.matcher(report).results().map(member -> member.group(1)))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(section).contains("\n| `" + member + "` | "));
    }

    private static String section(String report) throws IOException {
        String line = report.lines().skip(1).findFirst().orElseThrow();
        String heading = "\n## " + line.substring(line.lastIndexOf(' ') + 2, line.lastIndexOf('"')) + "\n";
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(heading);
        int start = document.indexOf(heading) + heading.length();
        int end = document.indexOf("\n## ", start);
        return document.substring(start, end < 0 ? document.length() : end);
    }
}
