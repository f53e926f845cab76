package dev.reverseetl.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one row. Of a deleted row only the identifier is known, and every other column is null. Immutable
 * and thread-safe; holds no connection, and may be kept after the run.
 *
 * <p>Values come by PostgreSQL's type: {@code smallint} and {@code integer} as {@code Integer}, {@code bigint} and
 * {@code oid} as {@code Long}, {@code real} as {@code Float}, {@code double precision} as {@code Double},
 * {@code numeric} as {@code BigDecimal} with its scale, {@code boolean} as {@code Boolean}, {@code bytea} as
 * {@code byte[]}, {@code uuid} as {@code UUID}, {@code date} as {@code LocalDate}, {@code time} as {@code LocalTime},
 * {@code timestamp} as {@code LocalDateTime}, {@code timestamptz} as {@code OffsetDateTime} in UTC, and a domain as
 * what it is a domain of. Everything else is a {@code String}, as PostgreSQL writes it: arrays, ranges, enums,
 * composites, JSON, intervals. So is what Java's type can't hold: a date that is infinite or before Christ, 24 o'clock.
 * A {@code numeric} that is not a number, or infinite, is a {@code Double}.
 */
public final class Change {
    private final ChangeShape shape;
    private final Operation operation;
    private final @Nullable String[] texts;
    private final String part;
    private Fate fate = Fate.OPEN;

    /**
     * Takes a row as it was read, to be left alone from then on.
     *
     * @param texts the values of the columns; then, if it was read, where the row stands in the pending table, such as
     *     {@code (0,1)}, which may follow something else
     * @param part the condition of the part of the pending table that the row was read with
     */
    Change(ChangeShape shape, Operation operation, @Nullable String[] texts, String part) {
        this.shape = shape;
        this.operation = operation;
        this.texts = texts;
        this.part = part;
    }

    /** {@return what has become of the row} */
    public Operation operation() {
        return operation;
    }

    /** {@return the columns, in the order of the query} */
    public List<TrackedColumn> columns() {
        return shape.columns();
    }

    /**
     * Returns a value.
     *
     * @param column the column's exact name
     * @return the value as the type of this class says; null where it is null
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object value(String column) {
        return value(shape.place(column));
    }

    /**
     * Returns a value as PostgreSQL writes it, with {@code TimeZone} UTC, {@code DateStyle} ISO, {@code IntervalStyle}
     * postgres and {@code bytea_output} hex.
     *
     * @param column the column's exact name
     * @return the text; null where the value is null
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable String text(String column) {
        return texts[shape.place(column)];
    }

    /** {@return the values of the identifier, by column, in the model's order} */
    public Map<String, Object> identifier() {
        Map<String, Object> identifier = new LinkedHashMap<>();
        for (int key : shape.keys()) {
            Object value = value(key);
            if (value != null) { // which it never is: rows without are set aside
                identifier.put(shape.name(key), value);
            }
        }
        return Collections.unmodifiableMap(identifier);
    }

    /** {@return all values by column, in the order of the query; null where they are null} */
    public Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < shape.size(); i++) {
            row.put(shape.name(i), value(i));
        }
        return Collections.unmodifiableMap(row);
    }

    /**
     * Returns the change as one line of JSON, {@code {"op": "added", "id": {column: value}, "row": {column: value}}}:
     * numbers, truth values and JSON as such, everything else as text.
     *
     * @return the JSON, without a line break
     */
    public String toJson() {
        return ChangeJson.line(this);
    }

    /**
     * Tells what is larger than Segment takes. The row is written as JSON for that, unless its text is so short that it
     * can't be.
     *
     * @return the row, if it is too large, and each value that is; empty if all fits
     */
    public List<LimitExcess> limitExcesses() {
        if (estimate() <= Math.min(shape.limits().valueBytes(), shape.limits().recordBytes())) {
            return List.of();
        }
        List<LimitExcess> excesses = new ArrayList<>();
        long record = ChangeJson.rowBytes(this);
        if (record > shape.limits().recordBytes()) {
            excesses.add(
                    new LimitExcess(Optional.empty(), record, shape.limits().recordBytes()));
        }
        for (int i = 0; i < shape.size(); i++) {
            long bytes = ChangeJson.valueBytes(this, i);
            if (bytes > shape.limits().valueBytes()) {
                excesses.add(new LimitExcess(
                        Optional.of(shape.name(i)), bytes, shape.limits().valueBytes()));
            }
        }
        return List.copyOf(excesses);
    }

    /** A bound of the size as JSON: a character is 6 bytes at most. */
    private long estimate() {
        long characters = 2;
        for (int i = 0; i < shape.size(); i++) {
            String text = texts[i];
            characters += shape.name(i).length() + 8L + (text == null ? 0 : text.length());
        }
        return 6 * characters;
    }

    ChangeShape shape() {
        return shape;
    }

    @Nullable
    String textAt(int place) {
        return texts[place];
    }

    /** Where it stands in the pending table, if that was read. */
    Optional<String> place() {
        String last = texts.length > shape.size() ? String.valueOf(texts[shape.size()]) : "";
        int start = last.indexOf('(');
        return start < 0 ? Optional.empty() : Optional.of(last.substring(start));
    }

    String part() {
        return part;
    }

    /** What its set has done with it; nobody else sees that. */
    Fate fate() {
        return fate;
    }

    void meet(Fate met) {
        fate = met;
    }

    List<String> identifierTexts() {
        return Arrays.stream(shape.keys())
                .mapToObj(key -> String.valueOf(texts[key]))
                .toList();
    }

    private @Nullable Object value(int place) {
        String text = texts[place];
        return text == null ? null : shape.kind(place).read(text);
    }

    /**
     * Returns the operation and the names of the identifier's columns only; values may be nobody's business in a log.
     */
    @Override
    public String toString() {
        return operation + " by "
                + shape.columns().stream()
                        .filter(TrackedColumn::identifier)
                        .map(TrackedColumn::name)
                        .toList();
    }
}
