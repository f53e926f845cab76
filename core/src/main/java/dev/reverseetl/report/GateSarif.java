package dev.reverseetl.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.gate.GateProblem;
import dev.reverseetl.gate.GateProblem.Place;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.gate.KnownProblem;
import dev.reverseetl.internal.VisibleText;
import dev.reverseetl.internal.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a gate's problems as a log of static analysis. */
final class GateSarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final GateResult result;
    /** The first finding of each code explains the rule. */
    private final Map<String, Finding> rules = new LinkedHashMap<>();

    GateSarif(GateResult result) {
        this.result = result;
        result.problems().forEach(problem -> rules.putIfAbsent(problem.finding().code(), problem.finding()));
    }

    String write() {
        return JsonText.indented(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(json);
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
            for (GateProblem problem : result.problems()) {
                result(problem, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void tool(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "reverse-etl-gate");
        json.writeArrayFieldStart("rules");
        for (Finding rule : rules.values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.code());
            message("shortDescription", GateWords.title(rule.code()), json);
            message("fullDescription", rule.message(), json);
            message("help", rule.remedy(), json);
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void result(GateProblem problem, JsonGenerator json) throws IOException {
        Finding finding = problem.finding();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.code());
        json.writeNumberField("ruleIndex", new ArrayList<>(rules.keySet()).indexOf(finding.code()));
        json.writeStringField("level", level(finding.severity()));
        message("message", finding.message() + " " + finding.remedy(), json);
        location(problem, json);
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("model/v1", problem.model().orElse("") + " " + finding.code() + " " + ordinal(problem));
        json.writeEndObject();
        if (problem.known().isPresent()) {
            suppression(problem.known().get(), json);
        }
        json.writeEndObject();
    }

    /** Tells problems of one code and one model apart, in their order. */
    private long ordinal(GateProblem problem) {
        List<GateProblem> alike = result.problems().stream()
                .filter(other -> other.model().equals(problem.model())
                        && other.finding().code().equals(problem.finding().code()))
                .toList();
        return alike.indexOf(problem);
    }

    /** What has no place of its own is shown at the first model: code scanning shows nothing without a file. */
    private void location(GateProblem problem, JsonGenerator json) throws IOException {
        Optional<Place> place = problem.place()
                .or(() -> result.problems().stream()
                        .flatMap(other -> other.place().stream())
                        .findFirst())
                .map(found -> problem.place().isPresent() ? found : new Place(found.file(), 1, 1));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        if (place.isPresent()) {
            json.writeObjectFieldStart("physicalLocation");
            json.writeObjectFieldStart("artifactLocation");
            json.writeStringField("uri", uri(place.get().file()));
            json.writeEndObject();
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", place.get().line());
            json.writeNumberField("startColumn", place.get().column());
            json.writeEndObject();
            json.writeEndObject();
        }
        if (problem.model().isPresent()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("name", VisibleText.of(problem.model().get()));
            json.writeStringField("kind", "resource");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void suppression(KnownProblem known, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", "external");
        json.writeStringField("justification", VisibleText.of(known.reason() + " (until " + known.until() + ")"));
        json.writeEndObject();
        json.writeEndArray();
    }

    /** In a message of SARIF, brackets are links and braces are placeholders. */
    private static void message(String name, String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(
                "text",
                VisibleText.of(text)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("]", "\\]")
                        .replace("{", "{{")
                        .replace("}", "}}"));
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "error";
            case WARNING -> "warning";
            case NOTICE -> "note";
        };
    }

    private static String uri(String file) {
        try {
            String path = new URI(null, null, file.startsWith("/") ? file : "./" + file, null).toASCIIString();
            return path.startsWith("./") ? path.substring(2) : path;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No path: \"" + file + "\"", e);
        }
    }
}
