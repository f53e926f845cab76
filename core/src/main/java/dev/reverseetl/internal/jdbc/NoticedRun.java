package dev.reverseetl.internal.jdbc;

import dev.reverseetl.internal.jdbc.Notices.Notice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Runs statements for what the server notices meanwhile; the driver keeps that also where one fails. */
final class NoticedRun {
    private static final String QUERY_CANCELED = "57014";

    private NoticedRun() {}

    static Notices run(Connection connection, String sql, StatementWatch watch) throws SQLException {
        try (Statement statement = OneShot.of(connection.createStatement())) {
            statement.setEscapeProcessing(false);
            watch.running(statement);
            Optional<StatementFailure> failure = attempt(() -> statement.execute(sql));
            return new Notices(noticesOf(statement), failure);
        }
    }

    static Notices parse(Connection connection, String query, StatementWatch watch) throws SQLException {
        try (PreparedStatement statement = OneShot.of(connection.prepareStatement(query))) {
            statement.setEscapeProcessing(false);
            watch.running(statement);
            Optional<StatementFailure> failure = attempt(statement::getMetaData);
            return new Notices(noticesOf(statement), failure);
        }
    }

    private static Optional<StatementFailure> attempt(SqlWork work) throws SQLException {
        try {
            work.run();
            return Optional.empty();
        } catch (SQLException e) {
            StatementFailure failure = new StatementFailure(e);
            if (failure.isConnectionLost() || failure.sqlState().equals(QUERY_CANCELED)) {
                throw e;
            }
            return Optional.of(failure);
        }
    }

    private static List<Notice> noticesOf(Statement statement) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            if (warning instanceof PSQLWarning driver) {
                @Nullable ServerErrorMessage message = driver.getServerErrorMessage();
                if (message != null) {
                    notices.add(new Notice(
                            text(message.getSQLState()), text(message.getMessage()), text(message.getDetail())));
                }
            }
        }
        return notices;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private interface SqlWork {
        void run() throws SQLException;
    }
}
