package dev.reverseetl.gate;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.Guarantee;
import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.ModelShape;
import dev.reverseetl.audit.ModelShape.Column;
import dev.reverseetl.audit.ModelShape.Source;
import dev.reverseetl.audit.QueryProblem;
import dev.reverseetl.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares a model with its contract: what breaks for those who rely on it blocks, everything else is only told. */
final class ContractComparison {
    private static final String RECORD = "If it is meant, record the contract anew.";

    private final ModelContract before;
    private final Model model;
    private final ModelAudit now;
    private final List<Finding> findings = new ArrayList<>();

    private ContractComparison(ModelContract before, Model model, ModelAudit now) {
        this.before = before;
        this.model = model;
        this.now = now;
    }

    static List<Finding> of(ModelContract before, Model model, ModelAudit now) {
        ContractComparison comparison = new ContractComparison(before, model, now);
        comparison.identifier();
        now.problem().ifPresent(comparison::unresolved);
        now.shape().ifPresent(shape -> {
            comparison.columns(shape);
            comparison.guarantees(shape);
            comparison.meaning(shape);
        });
        comparison.rights();
        return comparison.findings;
    }

    private void identifier() {
        List<String> columns = ModelContract.identifier(model);
        if (!columns.equals(before.identifier())) {
            blocker(
                    "CONTRACT_IDENTIFIER_CHANGED",
                    "The identifier was " + quoted(before.identifier()) + " and is " + quoted(columns)
                            + ": every row would look new, and every old one deleted.",
                    "Keep the identifier. " + RECORD);
        }
    }

    private void unresolved(QueryProblem problem) {
        String stands = " The model stood on "
                + before.shape().sources().stream()
                        .map(source -> "\"" + source.schema() + "\".\"" + source.name() + "\"")
                        .collect(Collectors.joining(", "))
                + ".";
        switch (problem.sqlState()) {
            case "42P01", "3F000" ->
                blocker(
                        "CONTRACT_TABLE_GONE",
                        "A table that the model needs is gone: " + problem.message() + "." + stands,
                        "Bring it back, or leave it out of the query.");
            case "42703" ->
                blocker(
                        "CONTRACT_SOURCE_COLUMN_GONE",
                        "A column that the query needs is gone: " + problem.message() + "." + stands,
                        "Bring it back, or leave it out of the query.");
            default -> {
                // MODEL_UNRESOLVABLE says it
            }
        }
    }

    private void columns(ModelShape shape) {
        Map<String, Column> present = new LinkedHashMap<>();
        shape.columns().forEach(column -> present.putIfAbsent(column.name(), column));
        Set<String> recorded =
                before.shape().columns().stream().map(Column::name).collect(Collectors.toSet());
        for (Column old : before.shape().columns()) {
            Column column = present.get(old.name());
            if (column == null) {
                blocker(
                        "CONTRACT_COLUMN_GONE",
                        "The column \"" + old.name() + "\" of type " + old.type() + " is gone from the result.",
                        "Select it again; a renamed one keeps its name with AS. " + RECORD);
            } else {
                column(old, column);
            }
        }
        for (Column column : present.values()) {
            if (!recorded.contains(column.name())) {
                notice(
                        "CONTRACT_COLUMN_ADDED",
                        "The column \"" + column.name() + "\" of type " + column.type() + " is new.",
                        "Record the contract anew, so that it is kept from now on.");
            }
        }
    }

    private void column(Column old, Column column) {
        String change = "The column \"" + old.name() + "\" was " + old.type() + " and is " + column.type();
        switch (TypeChange.between(old.type(), column.type())) {
            case CHANGED ->
                blocker(
                        "CONTRACT_TYPE_CHANGED",
                        change + ": values may look different, or not fit any more.",
                        "Cast it to " + old.type() + ". " + RECORD);
            case WIDENED ->
                notice(
                        "CONTRACT_TYPE_WIDENED",
                        change + ", which has all values that it had, and more.",
                        "Check that the destinations take them. Then record the contract anew.");
            case SAME -> {
                // as it should be
            }
        }
        if (old.notNull() && !column.notNull() && !before.identifier().contains(old.name())) {
            findings.add(new Finding(
                    "CONTRACT_COLUMN_NULLABLE",
                    Severity.WARNING,
                    "The column \"" + old.name() + "\" could not be null, and nothing rules that out any more.",
                    "Check that the destinations take nulls. " + RECORD));
        }
    }

    private void guarantees(ModelShape shape) {
        if (isLost(before.shape().notNull(), shape.notNull())) {
            blocker(
                    "CONTRACT_IDENTIFIER_NULLABLE",
                    "The identifier " + quoted(before.identifier()) + " could not be null, and "
                            + now(shape.notNull(), "is null in some rows") + ".",
                    "Declare the table's column NOT NULL, or leave such rows out. " + RECORD);
        }
        if (isLost(before.shape().unique(), shape.unique())) {
            blocker(
                    "CONTRACT_IDENTIFIER_REPEATS",
                    "The identifier " + quoted(before.identifier()) + " was unique, and "
                            + now(shape.unique(), "several rows have the same") + ".",
                    "Bring the constraint back, leave out the join that repeats rows, or GROUP BY the identifier. "
                            + RECORD);
        }
    }

    private static String now(Guarantee guarantee, String violated) {
        return guarantee == Guarantee.VIOLATED ? violated : "nothing guarantees that any more";
    }

    /** What was only seen by running the model isn't lost because it was not run this time. */
    private static boolean isLost(Guarantee before, Guarantee now) {
        return switch (now) {
            case DECLARED, OBSERVED -> false;
            case UNKNOWN -> before == Guarantee.DECLARED;
            case VIOLATED -> before != Guarantee.VIOLATED;
        };
    }

    /** The same text reads other tables: its names are found elsewhere than they were. */
    private void meaning(ModelShape shape) {
        if (!ModelContract.digest(model.query()).equals(before.query())) {
            return;
        }
        Set<String> old = direct(before.shape());
        Set<String> present = direct(shape);
        if (!old.equals(present)) {
            blocker(
                    "CONTRACT_MEANING_CHANGED",
                    "The query is the same and means something else: it read " + String.join(", ", old)
                            + ", and now reads " + String.join(", ", present) + ".",
                    "Write the tables' names with their schemas. " + RECORD);
        }
    }

    private static Set<String> direct(ModelShape shape) {
        return shape.sources().stream()
                .filter(Source::direct)
                .map(source -> "\"" + source.schema() + "\".\"" + source.name() + "\"")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void rights() {
        if (before.runs() && now.shape().isPresent() && !now.verdict().isPassed()) {
            blocker(
                    "CONTRACT_RIGHTS_LOST",
                    "The role could run the model, and no longer can: its verdict is " + now.verdict() + ".",
                    "Grant what is missing; where a tool drops tables and makes them anew, have it grant SELECT too.");
        }
    }

    private void blocker(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.BLOCKER, message, remedy));
    }

    private void notice(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.NOTICE, message, remedy));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
