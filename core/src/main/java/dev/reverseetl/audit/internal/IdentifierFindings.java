package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds whether the catalogs prove that a model's identifier is never null and never repeated. Where they don't, only
 * running the model shows it: {@link IdentifierProbe}.
 */
public final class IdentifierFindings {
    private final Model model;
    private final ResultShape shape;
    private final Map<Long, TableKeys> keys;
    private final FindingDraft draft = new FindingDraft();

    private IdentifierFindings(Model model, ResultShape shape, Map<Long, TableKeys> keys) {
        this.model = model;
        this.shape = shape;
        this.keys = keys;
    }

    /**
     * Returns the findings; none for a result in which the identifier's columns are missing or ambiguous.
     *
     * @param model the model
     * @param shape its result
     * @param keys the keys of tables, by the table's OID; those of other models too
     */
    public static List<Finding> of(Model model, ResultShape shape, Map<Long, TableKeys> keys) {
        IdentifierFindings findings = new IdentifierFindings(model, shape, keys);
        boolean found = model.identifierColumns().stream()
                .allMatch(column -> shape.positionsOf(column).size() == 1);
        if (found) {
            findings.nulls();
            findings.repetitions();
        }
        return findings.draft.sorted();
    }

    private void nulls() {
        String uncertain = model.identifierColumns().stream()
                .filter(column -> !column(column).isNeverNull(keys))
                .map(Identifier::quoted)
                .collect(Collectors.joining(", "));
        if (!uncertain.isEmpty()) {
            draft.notice(
                    "IDENTIFIER_MAY_BE_NULL",
                    "The catalogs don't rule out that the identifier " + uncertain
                            + " is null in some rows, which Segment couldn't tell apart.",
                    "Declare the table's column NOT NULL; or leave such rows out, and check with runningModels().");
        }
    }

    private void repetitions() {
        Set<Integer> positions = model.identifierColumns().stream()
                .flatMap(column -> shape.positionsOf(column).stream())
                .collect(Collectors.toUnmodifiableSet());
        if (!isDistinct(positions) && !isUniqueInTable()) {
            draft.notice(
                    "IDENTIFIER_MAY_REPEAT",
                    "The catalogs don't rule out that several rows have the same identifier "
                            + model.identifierColumns().stream()
                                    .map(Identifier::quoted)
                                    .collect(Collectors.joining(", "))
                            + ", which Segment takes for one record.",
                    "Take a unique column of the only table that the query reads, or GROUP BY the identifier; or check"
                            + " with runningModels().");
        }
    }

    private boolean isDistinct(Set<Integer> positions) {
        return shape.distinctBy().stream().anyMatch(positions::containsAll);
    }

    private boolean isUniqueInTable() {
        if (!shape.oneRowEach()) {
            return false;
        }
        List<ResultColumn.Source> sources = model.identifierColumns().stream()
                .flatMap(column -> column(column).source().stream())
                .toList();
        Set<Integer> attnums = sources.stream().map(ResultColumn.Source::attnum).collect(Collectors.toSet());
        return sources.stream()
                .findFirst()
                .flatMap(this::keys)
                .filter(table -> table.unique().stream().anyMatch(attnums::containsAll))
                .isPresent();
    }

    private Optional<TableKeys> keys(ResultColumn.Source source) {
        return Optional.ofNullable(keys.get(source.tableOid()));
    }

    private ResultColumn column(Identifier name) {
        return shape.columns().get(shape.positionsOf(name).iterator().next());
    }
}
