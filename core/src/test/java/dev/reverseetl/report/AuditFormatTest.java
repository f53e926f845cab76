package dev.reverseetl.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.postgres.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/audit-report.schema.json and docs/json.md say what is written, neither more nor less. */
class AuditFormatTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String REPORT = PermissionReport.json(AuditSamples.everything());
    private static final Pattern MEMBER = Pattern.compile("(?m)^ *\"(\\w+)\": ");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final String definition = Files.readString(DOCS.resolve("audit-report.schema.json"));
    private final Schema schema = registry.getSchema(definition, InputFormat.JSON);

    AuditFormatTest() throws IOException {}

    static Stream<AuditReport> reports() {
        return Stream.of(
                AuditSamples.passed(), AuditSamples.opaque(), AuditSamples.everything(), AuditSamples.hostile());
    }

    static Stream<String> members() {
        return MEMBER.matcher(REPORT)
                .results()
                .map(member -> member.group(1))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportConforms(AuditReport report) {
        assertThat(schema.validate(PermissionReport.json(report), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void schemaIsOne() {
        Schema metaSchema = registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(metaSchema.validate(definition, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("members")
    void everyMemberIsRequired(String member) {
        rejects(REPORT.replace("\"" + member + "\": ", "\"other\": "));
    }

    @ParameterizedTest
    @MethodSource("members")
    void everyMemberIsOfCertainType(String member) {
        rejects(REPORT.replace("\"" + member + "\": ", "\"" + member + "\": 0.5, \"other\": "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"reverse-etl-audit\"', '\"reverse-etl-plan\"'",
                "'\"schemaVersion\": 1', '\"schemaVersion\": 2'",
                "'\"verdict\": \"MISSING\"', '\"verdict\": \"PERHAPS\"'",
                "'\"columns\": \"all\"', '\"columns\": \"some\"'",
                "'\"columns\": \"all\"', '\"columns\": []'",
                "'\"role\": \"segment\"', '\"role\": \"\"'",
                "'\"role\": \"segment\"', '\"role\": null'",
                "'\"severity\": \"NOTICE\"', '\"severity\": \"notice\"'",
                "'\"code\": \"ROLE_EXPIRES\"', '\"code\": \"expires\"'"
            })
    void rejectsOtherValue(String value, String other) {
        rejects(REPORT.replace(value, other));
    }

    @Test
    void acceptsMembersOfLaterReleases() {
        String later = REPORT.replace("\"role\": ", "\"added\": true, \"role\": ")
                .replace("\"verdict\": ", "\"added\": {}, \"verdict\": ");
        assertThat(later).isNotEqualTo(REPORT);
        assertThat(schema.validate(later, InputFormat.JSON)).isEmpty();
    }

    @Test
    void knowsEveryConstant() {
        Stream<Enum<?>> constants = Stream.of(
                        Verdict.values(),
                        ObjectKind.values(),
                        Privilege.values(),
                        Severity.values(),
                        AuditMethod.Binding.values())
                .flatMap(Arrays::stream);
        assertThat(constants.map(constant -> "\"" + constant.name() + "\""))
                .allSatisfy(constant -> assertThat(definition).contains(constant));
    }

    @ParameterizedTest
    @MethodSource("members")
    void describesMember(String member) throws IOException {
        String document = Files.readString(DOCS.resolve("json.md"));
        String findings = section(document, "### A finding");
        assertThat(section(document, "## reverse-etl-audit") + findings)
                .containsPattern("(?m)^\\| `(\\w+\\.)?" + member + "` \\|");
    }

    private void rejects(String report) {
        assertThat(report).isNotEqualTo(REPORT);
        assertThat(schema.validate(report, InputFormat.JSON)).isNotEmpty();
    }

    private static String section(String document, String heading) {
        return Pattern.compile("(?ms)^" + heading + "\n.*?(?=^## |\\z)")
                .matcher(document)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}
