package dev.reverseetl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.NeededColumns;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionReportTest {
    private static final Path EXPECTED = Path.of("src", "test", "resources", "dev", "reverseetl", "report");

    @Test
    void rendersEverything() throws IOException {
        assertThat(PermissionReport.text(AuditSamples.everything())).isEqualTo(expected("audit.txt"));
        assertThat(PermissionReport.json(AuditSamples.everything())).isEqualTo(expected("audit.json"));
    }

    @Test
    void rendersWhatPassed() throws IOException {
        assertThat(PermissionReport.text(AuditSamples.passed())).isEqualTo(expected("audit-passed.txt"));
        assertThat(PermissionReport.json(AuditSamples.passed())).isEqualTo(expected("audit-passed.json"));
    }

    @Test
    void neverCallsOpaqueSimplyPassed() {
        assertThat(PermissionReport.text(AuditSamples.opaque()))
                .startsWith("AUDIT: passed as far as one can look inside\n")
                .contains("  Models          1: 1 OK_EXCEPT_OPAQUE\n", "      Opaque function \"app\".\"score\"");
    }

    @Test
    void saysThatFindingOfReportBlocks() {
        AuditReport report = with(AuditSamples.model("orders", Verdict.OK), AuditSamples.blocker());
        assertThat(PermissionReport.text(report))
                .startsWith("AUDIT: NOT PASSED\n")
                .contains("BLOCKERS", "   1. \"orders\": OK\n");
    }

    @Test
    void rendersAuditOfNoModel() {
        AuditReport report = new AuditReport(
                AuditSamples.ROLE, AuditSamples.ROLE, AuditSamples.VIEWS, List.of(), List.of(), List.of());
        assertThat(PermissionReport.text(report))
                .contains("  Models          0\n")
                .doesNotContain("MODELS");
    }

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void wordsEveryKindOfObject(ObjectKind kind) {
        MissingPrivilege missing = new MissingPrivilege(
                AuditSamples.ROLE,
                Privilege.USAGE,
                kind,
                16_400,
                Optional.empty(),
                Identifier.of("x"),
                NeededColumns.none(),
                false,
                List.of("model \"m\""),
                Optional.of("GRANT"),
                "a superuser");
        AuditReport report = with(new ModelAudit(
                "m", Verdict.MISSING, List.of(missing), List.of(), List.of(), Optional.empty(), Optional.empty()));
        assertThat(PermissionReport.text(report))
                .containsPattern("\n      Lacks  USAGE on [a-z ]+ \"x\", for \"segment\"\n");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void namesEveryVerdict(Verdict verdict) {
        assertThat(PermissionReport.text(with(AuditSamples.model("m", verdict))))
                .contains("  Models          1: 1 " + verdict + "\n")
                .containsPattern("\n   1\\. \"m\": " + verdict + "(\\. .+\\.)?\n");
    }

    private static AuditReport with(ModelAudit model, Finding... findings) {
        return new AuditReport(
                AuditSamples.ROLE, AuditSamples.ROLE, AuditSamples.VIEWS, List.of(model), List.of(), List.of(findings));
    }

    private static String expected(String file) throws IOException {
        return Files.readString(EXPECTED.resolve(file));
    }
}
