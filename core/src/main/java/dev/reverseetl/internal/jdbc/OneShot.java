package dev.reverseetl.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGStatement;

/**
 * Keeps the driver from preparing on the server what is run often: prepared statements outlive the transaction, and the
 * session is the host's.
 */
final class OneShot {
    private OneShot() {}

    /** Returns the statement, as far as its pool lets us reach the driver's own. */
    static <T extends Statement> T of(T statement) throws SQLException {
        if (statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
        return statement;
    }
}
