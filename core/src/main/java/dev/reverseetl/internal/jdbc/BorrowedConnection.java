package dev.reverseetl.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that goes back in the state in which it came. */
final class BorrowedConnection {
    private static final Logger LOG = LoggerFactory.getLogger(BorrowedConnection.class);

    /** Time for the server to answer a cancel before the network time-out gives the connection up. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int NOT_SUPPORTED = -1;

    private final Connection connection;
    private final boolean autoCommit;
    private final int networkTimeout;

    private BorrowedConnection(Connection connection, boolean autoCommit, int networkTimeout) {
        this.connection = connection;
        this.autoCommit = autoCommit;
        this.networkTimeout = networkTimeout;
    }

    static BorrowedConnection borrow(ConnectionSource source, Deadline deadline) {
        Connection connection = source.open();
        try {
            refuseIfInTransaction(connection);
            boolean autoCommit = connection.getAutoCommit();
            int networkTimeout = boundNetworkWaits(connection, deadline);
            connection.setAutoCommit(false);
            return new BorrowedConnection(connection, autoCommit, networkTimeout);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            if (e instanceof SQLException sql) {
                throw new StatementFailure(sql);
            }
            throw (RuntimeException) e;
        }
    }

    /** Returns the time-out that was set before; a data source that can't set one waits as long as it will. */
    private static int boundNetworkWaits(Connection connection, Deadline deadline) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            long millis = deadline.remaining().plus(GRACE).toMillis();
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis));
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return NOT_SUPPORTED;
        }
    }

    /**
     * JDBC forbids to change the access mode within a transaction, and the driver refuses even a change to the same; no
     * traffic either way.
     */
    private static void refuseIfInTransaction(Connection connection) throws SQLException {
        boolean readOnly = connection.isReadOnly();
        try {
            connection.setReadOnly(readOnly);
            if (!connection.getAutoCommit()) {
                // Nothing to roll back, but a connection enlisted by a transaction manager refuses it
                connection.rollback();
            }
        } catch (SQLException e) {
            throw Transaction.alreadyInTransaction(e);
        }
    }

    Connection connection() {
        return connection;
    }

    void giveBack(boolean rollBack) {
        try {
            if (rollBack) {
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
            if (networkTimeout != NOT_SUPPORTED) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException e) {
            LOG.debug("The connection could not be restored, SQLSTATE {}; its pool has to drop it", e.getSQLState());
        } finally {
            closeQuietly(connection);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The connection could not be closed, SQLSTATE {}", e.getSQLState());
        }
    }
}
