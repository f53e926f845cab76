package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.Identifier;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by column name. Valid only while its reader runs. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Returns a text that is never null. */
    public String text(String column) {
        return optionalText(column).orElseThrow(() -> new IllegalStateException("Column " + column + " is null"));
    }

    /** Returns a text, or nothing where the column is null. */
    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(read(() -> result.getString(column)));
    }

    /** Returns an object's name. */
    public Identifier name(String column) {
        return Identifier.of(text(column));
    }

    /** Returns a truth value; null counts as false. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(read(() -> result.getBoolean(column)));
    }

    /** Returns a number or an OID; null counts as 0, which is no OID. */
    public long number(String column) {
        Long value = read(() -> result.getLong(column));
        return value == null ? 0 : value;
    }

    /** Returns the elements of a text array; null counts as empty. */
    public List<String> texts(String column) {
        @Nullable Array array = read(() -> result.getArray(column));
        return array == null ? List.of() : List.of((String[]) read(array::getArray));
    }

    private static <T extends @Nullable Object> T read(Reader<T> reader) {
        try {
            return reader.read();
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    private interface Reader<T extends @Nullable Object> {
        T read() throws SQLException;
    }
}
