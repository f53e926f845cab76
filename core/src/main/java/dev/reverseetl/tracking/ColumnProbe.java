package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.TextRows;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what columns the model's result has, without running its query. */
final class ColumnProbe {
    private final TrackerConfig config;
    private final Transaction transaction;

    ColumnProbe(TrackerConfig config, Transaction transaction) {
        this.config = config;
        this.transaction = transaction;
    }

    /** Returns the columns, if they are such that changes can be tracked. */
    ModelColumns read() {
        RowSecurity.savepoint(transaction);
        QuerySettings.asTheRole(transaction);
        List<String> names;
        List<Long> oids;
        try {
            names = names();
            requireNames(names);
            oids = types(names.size());
        } catch (StatementFailure failure) {
            throw RowSecurity.explain(transaction, config, failure);
        }
        QuerySettings.asOurselves(transaction);
        RowSecurity.release(transaction);
        return columns(names, oids);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        transaction.texts("SELECT * FROM (\n" + config.model().query() + "\n) AS q LIMIT 0", 0, new TextRows.Reader() {
            @Override
            public void columns(List<String> labels) {
                names.addAll(labels);
            }

            @Override
            public boolean row(@Nullable String[] values) {
                return false;
            }
        });
        return names;
    }

    /** The planner sees that nothing of the query is needed, and leaves it out. */
    private List<Long> types(int count) {
        String aliases = IntStream.rangeClosed(1, count).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String types = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "CAST(pg_catalog.pg_typeof(q.c" + i + ") AS pg_catalog.oid)")
                .collect(Collectors.joining(", "));
        List<Long> oids = new ArrayList<>();
        transaction.texts(
                "SELECT " + types + " FROM (VALUES (1)) AS one LEFT JOIN (\n"
                        + config.model().query() + "\n) AS q(" + aliases + ") ON false",
                0,
                values -> {
                    for (String oid : values) {
                        oids.add(Long.valueOf(String.valueOf(oid)));
                    }
                    return false;
                });
        return oids;
    }

    private void requireNames(List<String> names) {
        List<String> problems = new ArrayList<>();
        if (names.size() > config.limits().columns()) {
            problems.add("it has " + names.size() + " columns, and Segment takes "
                    + config.limits().columns() + "; leave some out");
        }
        List<String> repeated = names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .distinct()
                .map(name -> "\"" + name + "\"")
                .toList();
        if (!repeated.isEmpty()) {
            problems.add("several columns are named " + String.join(", ", repeated) + "; give each a name with AS");
        }
        for (Identifier key : config.model().identifierColumns()) {
            if (!names.contains(key.value())) {
                problems.add("it has no identifier column " + key.quoted()
                        + "; names are exact, and the query must select it");
            }
        }
        refuse(problems);
    }

    private ModelColumns columns(List<String> names, List<Long> oids) {
        Map<Long, ColumnType> types = new HashMap<>();
        transaction
                .read(ColumnType.query(oids.stream().distinct().toList()))
                .forEach(type -> types.put(type.oid(), type));
        List<String> keys = config.model().identifierColumns().stream()
                .map(Identifier::value)
                .toList();
        List<ModelColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ColumnType type = types.get(oids.get(i));
            if (type == null) {
                throw new IllegalStateException("No type " + oids.get(i));
            }
            columns.add(new ModelColumn(i + 1, keys.indexOf(names.get(i)) + 1, names.get(i), type));
        }
        List<ModelColumn> ordered = columns.stream()
                .filter(ModelColumn::identifier)
                .sorted(Comparator.comparingInt(ModelColumn::key))
                .toList();
        requireTypes(columns);
        return new ModelColumns(List.copyOf(columns), ordered);
    }

    private void requireTypes(List<ModelColumn> columns) {
        List<String> problems = new ArrayList<>();
        for (ModelColumn column : columns) {
            if (column.type().pseudo()) {
                problems.add("column \"" + column.name() + "\" is of type "
                        + column.type().name()
                        + ", which no table can hold; cast it to a type of a table's column, such as text");
            } else if (column.identifier() && column.type().equality().isEmpty()) {
                problems.add("the identifier column \"" + column.name() + "\" is of type "
                        + column.type().name() + ", whose values PostgreSQL can't compare; cast it to text");
            }
        }
        refuse(problems);
    }

    private void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.MODEL_NOT_TRACKABLE,
                    "Changes of model " + TrackingFailure.quoted(config.model()) + " can't be tracked: "
                            + String.join("; ", problems) + ".",
                    "Correct the query. The state is as it was.");
        }
    }
}
