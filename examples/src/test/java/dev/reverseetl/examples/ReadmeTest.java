package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.audit.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is right: its Java compiles, and its tables leave out nothing that the sources have. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path CORE = ROOT.resolve("core/src/main/java/dev/reverseetl");
    /** What stands between the marks in these, in their order. */
    private static final List<Path> SNIPPETS = List.of(
            Path.of("src/test/java/dev/reverseetl/examples/ReadmeSnippets.java"),
            Path.of("src/main/java/dev/reverseetl/examples/house/HouseProvider.java"));

    @Test
    void javaIsWhatCompiles() throws IOException {
        List<String> compiled = new ArrayList<>();
        for (Path source : SNIPPETS) {
            for (String snippet : all("(?s) *// readme\n(.*?) *// end\n", Files.readString(source))) {
                compiled.add(snippet.stripTrailing().stripIndent() + "\n");
            }
        }
        assertThat(all("(?s)```java\n(.*?)```", readme())).isEqualTo(compiled);
    }

    @Test
    void listsEveryErrorCode() throws IOException {
        assertThat(rowsOf("## Errors"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void listsEveryFinding() throws IOException {
        Pattern finding = Pattern.compile("(?:blocker|warning|notice|new Finding)\\(\\s*\"([A-Z_]+)\"");
        assertThat(rowsOf("## Findings")).containsExactlyInAnyOrderElementsOf(inSources(CORE, finding));
    }

    @Test
    void listsEveryStep() throws IOException {
        Pattern code = Pattern.compile("String code\\(\\) \\{\\s*return [^;]*?\"([A-Z_]+)\"(?: : \"([A-Z_]+)\")?;");
        assertThat(rowsOf("## Steps"))
                .containsExactlyInAnyOrderElementsOf(inSources(CORE.resolve("internal/change"), code));
    }

    @Test
    void listsEveryPropertyOfBuilder() throws IOException {
        Pattern setter = Pattern.compile("ReverseEtlSourceSetupBuilder (\\w+)\\(");
        assertThat(new TreeSet<>(rowsOf("## Configuration")))
                .containsExactlyElementsOf(inSources(CORE.resolve("setup/ReverseEtlSourceSetupBuilder.java"), setter));
    }

    @Test
    void listsEveryVerdict() throws IOException {
        assertThat(rowsOf("### Verdicts"))
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.values()).map(Enum::name).toList());
    }

    @Test
    void listsEveryPropertyOfAudit() throws IOException {
        Pattern setter = Pattern.compile("PermissionAuditBuilder (\\w+)\\(");
        assertThat(new TreeSet<>(rowsOf("### The audit's configuration")))
                .containsExactlyElementsOf(inSources(CORE.resolve("audit/PermissionAuditBuilder.java"), setter));
    }

    @Test
    void listsEveryPropertyOfTracker() throws IOException {
        Pattern setter = Pattern.compile("ChangeTrackerBuilder (\\w+)\\(");
        assertThat(new TreeSet<>(rowsOf("### The tracker's configuration")))
                .containsExactlyElementsOf(inSources(CORE.resolve("tracking/ChangeTrackerBuilder.java"), setter));
    }

    @Test
    void statesEveryExitStatus() throws IOException {
        assertThat(rowsOf("## Examples"))
                .containsExactly(
                        Integer.toString(ExitStatus.OK),
                        Integer.toString(ExitStatus.FAILED),
                        Integer.toString(ExitStatus.USAGE),
                        Integer.toString(ExitStatus.NOT_PROVEN));
        assertThat(rowsOf("### The audit as a gate"))
                .containsExactly(
                        Integer.toString(AuditGate.PASSED),
                        Integer.toString(AuditGate.MISSING),
                        Integer.toString(AuditGate.NOT_AUDITED));
    }

    /** Returns what stands in backquotes first in each row of the tables of a section. */
    private static List<String> rowsOf(String heading) throws IOException {
        String readme = readme();
        List<String> section = all("(?ms)(^" + Pattern.quote(heading) + "\n.*?)(?=^##|\\z)", readme);
        assertThat(section).as("section " + heading).hasSize(1);
        return all("(?m)^\\| `(\\w+)", section.get(0));
    }

    private static List<String> inSources(Path directory, Pattern pattern) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    for (int group = 1; group <= matcher.groupCount(); group++) {
                        if (matcher.group(group) != null) {
                            found.add(matcher.group(group));
                        }
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toList());
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
