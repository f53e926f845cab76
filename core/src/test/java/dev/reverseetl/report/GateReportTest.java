package dev.reverseetl.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.gate.Contract;
import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateProblem.Place;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.gate.KnownProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GateReportTest {
    private static final String HOSTILE =
            AuditSamples.HOSTILE + "|<img src=x onerror=alert(1)>`@everyone` [x](http://evil.example) ]]> & {0} \u0000";

    static Stream<GateResult> results() {
        return Stream.of(
                passed(), closed(), hostile(), new GateResult(AuditSamples.everything(), false, List.of(), none()));
    }

    private static GateResult passed() {
        return new GateResult(AuditSamples.passed(), true, List.of(), none());
    }

    private static GateResult closed() {
        return new GateResult(
                AuditSamples.passed(),
                true,
                List.of(
                        problem("orders", "models/orders.sql", "CONTRACT_COLUMN_GONE", Severity.BLOCKER, ""),
                        problem("orders", "models/orders.sql", "CONTRACT_COLUMN_GONE", Severity.BLOCKER, ""),
                        problem("users", "models/a b/üsers.sql", "MISSING", Severity.BLOCKER, "granted soon"),
                        problem("", "", "ROLE_EXPIRES", Severity.WARNING, ""),
                        problem("users", "models/users.sql", "CONTRACT_COLUMN_ADDED", Severity.NOTICE, "")),
                none());
    }

    private static GateResult hostile() {
        return new GateResult(
                AuditSamples.hostile(),
                true,
                List.of(
                        problem(HOSTILE, "models/" + HOSTILE, "CONTRACT_COLUMN_GONE", Severity.BLOCKER, ""),
                        problem(HOSTILE, "models/x.sql", "MISSING", Severity.BLOCKER, HOSTILE)),
                none());
    }

    private static Contract none() {
        return new Contract(List.of());
    }

    private static GateProblem problem(String model, String file, String code, Severity severity, String known) {
        Optional<String> name = Optional.of(model).filter(text -> !text.isEmpty());
        return new GateProblem(
                name,
                Optional.of(file).filter(text -> !text.isEmpty()).map(text -> new Place(text, 3, 8)),
                new Finding(code, severity, "Something of " + model + " was found.", "Mend " + model + "."),
                Optional.of(known)
                        .filter(text -> !text.isEmpty())
                        .map(reason -> new KnownProblem(name, code, LocalDate.of(2027, 1, 31), reason)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void jsonConformsToOurSchema(GateResult result) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "audit-report.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(GateReport.json(result), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(GateReport.json(result).replace("\"compared\":", "\"other\":"), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("results")
    void sarifConformsToThePublishedSchema(GateResult result) throws IOException {
        String sarif = GateReport.sarif(result);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(published(), InputFormat.JSON);
        assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(sarif.replace("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(sarif).doesNotContain("<", "\u001b", "\u202e");
    }

    private static String published() throws IOException {
        try (InputStream schema = ClassLoader.getSystemResourceAsStream("schema/sarif-schema-2.1.0.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void sarifHasRulesPlacesAndSuppressions() {
        assertThat(GateReport.sarif(closed()))
                .contains("\"id\": \"CONTRACT_COLUMN_GONE\"", "\"text\": \"Contract column gone\"")
                .contains("\"uri\": \"models/a%20b/%C3%BCsers.sql\"", "\"startLine\": 3", "\"startColumn\": 8")
                .contains("\"justification\": \"granted soon (until 2027-01-31)\"")
                .contains("\"model/v1\": \"orders CONTRACT_COLUMN_GONE 0\"")
                .contains("\"level\": \"error\"", "\"level\": \"warning\"", "\"level\": \"note\"");
    }

    @ParameterizedTest
    @MethodSource("results")
    void junitConformsToTheCommonSchema(GateResult result) throws Exception {
        StreamSource definition = new StreamSource(GateReportTest.class.getResourceAsStream("junit.xsd"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(definition)
                .newValidator()
                .validate(new StreamSource(new StringReader(GateReport.junit(result))));
    }

    @Test
    void junitFailsWhatClosesTheGate() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(GateReport.junit(closed()))));
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < xml.getElementsByTagName("testcase").getLength(); i++) {
            var one = xml.getElementsByTagName("testcase").item(i);
            cases.add(one.getAttributes().getNamedItem("name").getNodeValue() + (one.hasChildNodes() ? " fails" : ""));
        }
        assertThat(cases).containsExactly("role \"segment\"", "model orders fails", "model users");
        assertThat(xml.getElementsByTagName("testsuite")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("failures")
                        .getNodeValue())
                .isEqualTo("1");
        assertThat(GateReport.junit(closed())).contains("Known until 2027-01-31");
    }

    @Test
    void markdownIsATable() {
        assertThat(GateReport.markdown(closed()))
                .startsWith(
                        "### Reverse ETL gate: not passed\n\n1 model for the role \"segment\", compared with their contract.\n")
                .contains(
                        "| BLOCKER | orders (models/orders.sql:<!-- -->3:<!-- -->8) | **CONTRACT\\_COLUMN\\_GONE** Something")
                .contains("| known until 2027-01-31 | users");
        assertThat(GateReport.markdown(passed())).startsWith("### Reverse ETL gate: passed\n");
        assertThat(GateReport.markdown(new GateResult(AuditSamples.everything(), false, List.of(), none())))
                .contains("```sql\nGRANT ");
    }

    @Test
    void markdownLetsNoMarkupThrough() {
        String whole = GateReport.markdown(hostile());
        String markdown = whole.substring(0, whole.indexOf("```")); // a block of code shows all as it is
        assertThat(markdown.replace("<!-- -->", "")).doesNotContain("<").doesNotContain("\u001b");
        assertThat(markdown).doesNotContain("@everyone", "http://").contains("\\[x\\](http:<!-- -->//evil.example)");
        // Every row of the table has its five borders, and no more
        assertThat(markdown.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(row -> assertThat(row.replace("\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .isEqualTo(5));
    }

    @Test
    void markdownFitsIntoAComment() {
        List<GateProblem> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(problem("model" + i, "models/" + i + ".sql", "MISSING", Severity.BLOCKER, ""));
        }
        String markdown = GateReport.markdown(new GateResult(AuditSamples.everything(), true, many, none()));
        assertThat(markdown).hasSizeLessThan(60_000).contains("There is more: ");
    }

    @Test
    void textTellsWhatTheGateAddsToTheAudit() {
        assertThat(GateReport.text(closed()))
                .startsWith("AUDIT: passed\n")
                .contains("GATE: NOT PASSED\n", "CLOSES THE GATE", "CONTRACT_COLUMN_GONE, model \"orders\"")
                .contains(
                        "Where  models/orders.sql:3:8", "KNOWN, and left out for now", "until 2027-01-31: granted soon")
                .contains("FOUND besides");
        GateResult audited = new GateResult(AuditSamples.everything(), false, List.of(), none());
        assertThat(GateReport.text(audited)).isEqualTo(PermissionReport.text(AuditSamples.everything()));
        assertThat(GateReport.text(hostile())).doesNotContain("\u001b", "\u202e");
    }
}
