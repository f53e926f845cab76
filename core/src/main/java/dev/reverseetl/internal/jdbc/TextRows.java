package dev.reverseetl.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows as PostgreSQL writes them in text. Question marks in the statement are operators, never parameters. */
public final class TextRows {
    private TextRows() {}

    /** Takes the rows. */
    public interface Reader {
        /** Takes the names of the columns, before the first row. */
        default void columns(List<String> names) {}

        /** Takes a row, an array of its own, and returns whether to go on. */
        boolean row(@Nullable String[] values);
    }

    static boolean read(Connection connection, String sql, int fetchSize, Reader reader, StatementWatch watch)
            throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(fetchSize);
            watch.running(statement);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> names = names(rows.getMetaData());
                reader.columns(names);
                boolean more = true;
                while (more && rows.next()) {
                    @Nullable String[] values = new @Nullable String[names.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rows.getString(i + 1);
                    }
                    more = reader.row(values);
                }
                return more;
            }
        }
    }

    static long count(Connection connection, String sql, StatementWatch watch) throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.setEscapeProcessing(false);
            watch.running(statement);
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }

    private static List<String> names(ResultSetMetaData meta) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
        }
        return names;
    }
}
