package dev.reverseetl.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/** How a query ended: with rows, in the order of their text, or with an error. */
record Outcome(String sqlState, String message, List<String> rows) {
    static final String SUCCESS = "00000";

    private static final Set<String> DENIALS = Set.of("42501", "42P01", "42703", "42704", "42883", "3F000");

    /** Runs one statement, sent exactly as it is. */
    static Outcome of(Statement statement, String sql) {
        List<String> lines = new ArrayList<>();
        try {
            statement.setEscapeProcessing(false);
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        lines.add(line(rows));
                    }
                }
            }
            lines.sort(null);
            return new Outcome(SUCCESS, "", List.copyOf(lines));
        } catch (SQLException e) {
            return new Outcome(
                    Objects.requireNonNullElse(e.getSQLState(), "?"),
                    Objects.requireNonNullElse(e.getMessage(), "?"),
                    List.of());
        }
    }

    private static String line(ResultSet rows) throws SQLException {
        StringJoiner line = new StringJoiner("|");
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            line.add(String.valueOf(rows.getString(column)));
        }
        return line.toString();
    }

    /** Whether a right was missing; without USAGE of their schema, names can't be found. */
    boolean isDenied() {
        return DENIALS.contains(sqlState);
    }

    boolean succeeded() {
        return sqlState.equals(SUCCESS);
    }

    @Override
    public String toString() {
        return succeeded() ? rows.toString() : sqlState + " " + message;
    }
}
