package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.gate.Contract;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.postgres.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a report gets out. */
class ReportFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void replacesFormerReportAndLeavesNothingElse() throws IOException {
        Path path = Files.writeString(directory.resolve("report.txt"), "the former one, which is longer");
        ReportFile.at(path).write("né\n");
        assertThat(path).hasContent("né\n");
        assertThat(directory)
                .isDirectoryContaining(path::equals)
                .isDirectoryNotContaining(other -> !other.equals(path));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesThroughLink() throws IOException {
        Path path = Files.writeString(directory.resolve("report.txt"), "");
        Path link = Files.createSymbolicLink(directory.resolve("link"), path.getFileName());
        ReportFile.at(link).write("new");
        assertThat(link).isSymbolicLink();
        assertThat(path).hasContent("new");
    }

    @Test
    void refusesDirectory() {
        assertThatExceptionOfType(ProgramFailure.class)
                .isThrownBy(() -> ReportFile.at(directory))
                .withMessageEndingWith(": that is a directory.");
    }

    @Test
    void leavesNoDraftBehindOnFailure() {
        ReportFile file = ReportFile.at(directory.resolve("x".repeat(300)));
        assertThatExceptionOfType(ProgramFailure.class).isThrownBy(() -> file.write("new"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void jsonIsAscii() {
        AuditReport report = new AuditReport(
                Identifier.of("segment"),
                Identifier.of("segment"),
                new AuditMethod(AuditMethod.Binding.PARSE_ONLY, false, List.of()),
                List.of(new ModelAudit(
                        "né😀", Verdict.OK, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty())),
                List.of(),
                List.of());
        GateResult result = new GateResult(report, false, List.of(), new Contract(List.of()));
        assertThat(ReportFormat.JSON.render(result))
                .contains("\"name\": \"n\\u00e9\\ud83d\\ude00\"")
                .matches("\\p{ASCII}+");
        assertThat(ReportFormat.TEXT.render(result)).contains("\"né😀\": OK");
    }
}
