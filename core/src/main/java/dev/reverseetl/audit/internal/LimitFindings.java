package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds where a model goes beyond Segment's limits, or its result is not what Segment can work with. */
public final class LimitFindings {
    private static final int EXAMPLES = 20;

    private final Model model;
    private final SegmentLimits limits;
    private final FindingDraft draft = new FindingDraft();

    private LimitFindings(Model model, SegmentLimits limits) {
        this.model = model;
        this.limits = limits;
    }

    /** Returns what the model's text alone shows; for a model whose result is not known. */
    public static List<Finding> ofText(Model model, SegmentLimits limits) {
        LimitFindings findings = new LimitFindings(model, limits);
        findings.text();
        return findings.draft.sorted();
    }

    /** Returns what text and result show, the most severe first. */
    public static List<Finding> of(Model model, SegmentLimits limits, ResultShape shape) {
        LimitFindings findings = new LimitFindings(model, limits);
        findings.text();
        findings.count(shape);
        findings.names(shape);
        findings.identifiers(shape);
        return findings.draft.sorted();
    }

    private void text() {
        int characters = model.query().codePointCount(0, model.query().length());
        int bytes = model.query().getBytes(StandardCharsets.UTF_8).length;
        int most = limits.queryCharacters();
        if (characters > most) {
            draft.blocker(
                    "QUERY_TOO_LONG",
                    "The query has " + characters + " characters, and Segment takes " + most + ".",
                    "Shorten it, for example by putting it into a view.");
        } else if (bytes > most) {
            draft.warning(
                    "QUERY_BYTES",
                    "The query has " + bytes + " bytes in UTF-8: Segment takes " + most
                            + " characters, but may count bytes.",
                    "Shorten it, for example by putting it into a view.");
        }
        for (Identifier column : model.identifierColumns()) {
            int length = characters(column);
            if (length > limits.identifierColumnCharacters()) {
                draft.blocker(
                        "IDENTIFIER_NAME_TOO_LONG",
                        "The identifier column " + column.quoted() + " has a name of " + length
                                + " characters, and Segment takes " + limits.identifierColumnCharacters() + ".",
                        "Give it a shorter name with AS.");
            }
        }
    }

    private void count(ResultShape shape) {
        int columns = shape.columns().size();
        if (columns > limits.columns()) {
            draft.blocker(
                    "TOO_MANY_COLUMNS",
                    "The result has " + columns + " columns, and Segment takes " + limits.columns() + ".",
                    "Select only those that you map in Segment.");
        }
    }

    private void names(ResultShape shape) {
        Map<Identifier, Long> names = shape.columns().stream()
                .collect(Collectors.groupingBy(ResultColumn::name, LinkedHashMap::new, Collectors.counting()));
        List<Identifier> tooLong = names.keySet().stream()
                .filter(name -> characters(name) > limits.columnNameCharacters())
                .toList();
        if (!tooLong.isEmpty()) {
            draft.blocker(
                    "COLUMN_NAME_TOO_LONG",
                    "The result has column names of more than " + limits.columnNameCharacters()
                            + " characters, which is what Segment takes: " + quoted(tooLong) + ".",
                    "Give them shorter names with AS.");
        }
        List<Identifier> repeated = names.entrySet().stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!repeated.isEmpty()) {
            draft.warning(
                    "DUPLICATE_COLUMNS",
                    "Several columns of the result have the same name: " + quoted(repeated)
                            + "; Segment can't tell them apart.",
                    "Give each its own name with AS, or leave the others out.");
        }
    }

    private void identifiers(ResultShape shape) {
        for (Identifier column : model.identifierColumns()) {
            int found = shape.positionsOf(column).size();
            if (found == 0) {
                draft.blocker(
                        "IDENTIFIER_MISSING",
                        "The result has no identifier column " + column.quoted() + "; its columns are "
                                + examples(shape) + ".",
                        "Select it, or name another; names are exact, and unquoted ones are folded to lower case.");
            }
            if (found > 1) {
                draft.blocker(
                        "IDENTIFIER_AMBIGUOUS",
                        "The result has " + found + " columns of the identifier's name " + column.quoted() + ".",
                        "Give each its own name with AS, or leave the others out.");
            }
        }
    }

    private static String examples(ResultShape shape) {
        List<Identifier> names =
                shape.columns().stream().map(ResultColumn::name).toList();
        String more = names.size() > EXAMPLES ? " and " + (names.size() - EXAMPLES) + " more" : "";
        return names.isEmpty() ? "none" : quoted(names.subList(0, Math.min(EXAMPLES, names.size()))) + more;
    }

    private static String quoted(List<Identifier> names) {
        return names.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }

    private static int characters(Identifier name) {
        return name.value().codePointCount(0, name.value().length());
    }
}
