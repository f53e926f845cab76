package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction on one borrowed connection: READ COMMITTED, with a {@code search_path} that nobody can put functions
 * into. The only way by which this library runs SQL. Closing rolls back what was not committed and hands the connection
 * back as it came. Not thread-safe.
 */
public final class Transaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    /** What a transaction may do. */
    public enum Access {
        /** Reads only; works on a standby too. */
        READ_ONLY,
        /** Reads and writes. */
        READ_WRITE,
        /** Reads, and writes where the session and the server let it. */
        AS_GIVEN
    }

    private final BorrowedConnection borrowed;
    private final Connection connection;
    private final Deadline deadline;
    private final StatementWatch watch;
    private final String target;
    private boolean open = true;
    private boolean closed;
    private boolean searchPathOfClient;
    private String prepared = "";
    private boolean foreignCode;

    private Transaction(BorrowedConnection borrowed, Deadline deadline, String target) {
        this.borrowed = borrowed;
        this.connection = borrowed.connection();
        this.deadline = deadline;
        this.target = target;
        this.watch = StatementWatch.start(deadline);
    }

    /**
     * Borrows a connection and begins. Costs one round trip, which also answers {@code first}.
     *
     * @throws ReverseEtlException if no connection can be had, or it is part of a transaction already
     */
    public static <T> Begun<T> begin(
            ConnectionSource source, Access access, Duration lockTimeout, Deadline deadline, Query<T> first) {
        BegunTogether begun = beginTogether(source, access, lockTimeout, deadline, List.of(first));
        return new Begun<>(begun.transaction(), begun.results().of(first));
    }

    /**
     * Borrows a connection and begins. Costs one round trip, which also answers all of {@code first}.
     *
     * @throws ReverseEtlException if no connection can be had, or it is part of a transaction already
     */
    public static BegunTogether beginTogether(
            ConnectionSource source,
            Access access,
            Duration lockTimeout,
            Deadline deadline,
            List<? extends Query<?>> first) {
        deadline.check();
        BorrowedConnection borrowed = BorrowedConnection.borrow(source, deadline);
        Transaction transaction = new Transaction(borrowed, deadline, source.describe());
        try {
            Query<TransactionStart> settings = TransactionStart.settings(lockTimeout, deadline.remaining());
            List<Query<?>> queries = new ArrayList<>(first);
            queries.add(0, settings);
            Results results = transaction.readTogether(TransactionStart.isolation(access), queries);
            TransactionStart started = results.of(settings).get(0);
            transaction.searchPathOfClient = started.searchPathOfClient();
            transaction.prepared = started.prepared();
            return new BegunTogether(transaction, results);
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    /**
     * A transaction and the rows that its first query gave.
     *
     * @param <T> what a row became
     * @param transaction the transaction; to be closed
     * @param rows the first query's rows
     */
    public record Begun<T>(Transaction transaction, List<T> rows) {}

    /**
     * A transaction and the answers to its first queries.
     *
     * @param transaction the transaction; to be closed
     * @param results the answers
     */
    public record BegunTogether(Transaction transaction, Results results) {}

    /** Returns the URL that the driver says it is connected to, without round trip; it may hold parameters. */
    public Optional<String> url() {
        try {
            return Optional.ofNullable(connection.getMetaData().getURL());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Tells whether the client chose the {@code search_path} of its sessions when it connected. */
    public boolean isSearchPathOfClient() {
        return searchPathOfClient;
    }

    /** Throws if the deadline has passed or the calling thread was interrupted. */
    public void checkTime() {
        deadline.check();
    }

    /** Runs several queries in one round trip. */
    public Results read(List<? extends Query<?>> queries) {
        return readTogether("", queries);
    }

    /** Runs one query. */
    public <T> List<T> read(Query<T> query) {
        return read(List.of(query)).of(query);
    }

    private Results readTogether(String before, List<? extends Query<?>> queries) {
        String sql = queries.stream().map(Query::sql).collect(Collectors.joining(";\n", before, ""));
        return watched(sql, () -> QueryBatch.read(connection, sql, queries, watch));
    }

    /**
     * Runs one statement that gives no rows.
     *
     * @return the SQLSTATEs of the warnings that the server gave
     */
    public List<String> run(String sql) {
        return watched(sql, () -> {
            try (Statement statement = OneShot.of(connection.createStatement())) {
                statement.setEscapeProcessing(false);
                watch.running(statement);
                statement.execute(sql);
                List<String> states = new ArrayList<>();
                for (SQLWarning warning = statement.getWarnings();
                        warning != null;
                        warning = warning.getNextWarning()) {
                    states.add(String.valueOf(warning.getSQLState()));
                }
                return states;
            }
        });
    }

    /** Runs one statement that gives no rows, and returns how many it touched or made. */
    public long count(String sql) {
        return watched(sql, () -> TextRows.count(connection, sql, watch));
    }

    /** Hands over the rows of a query whose text is sent as it is, without parameters; a part at a time. */
    public void texts(String sql, int fetchSize, TextRows.Reader reader) {
        watched(sql, () -> TextRows.read(connection, sql, fetchSize, reader, watch));
    }

    /**
     * Runs statements in one round trip, up to the first that fails.
     *
     * @return why one of them failed, or nothing if all succeeded
     */
    public Optional<StatementFailure> runTogether(List<String> statements) {
        return watched(String.join(";\n", statements), () -> StatementBatch.run(connection, statements, watch));
    }

    /**
     * Runs statements in one round trip, up to the first that fails, and collects what the server notices meanwhile.
     * None of them may hold a {@code ;} outside of quotes.
     */
    public Notices runNoticing(List<String> statements) {
        // Without blanks before a statement, since positions in errors count them
        String sql = String.join(";", statements);
        return watched(sql, () -> NoticedRun.run(connection, sql, watch));
    }

    /** Has the server parse a query without running it, in one round trip, and collects what it notices meanwhile. */
    public Notices parseNoticing(String query) {
        return watched(query, () -> NoticedRun.parse(connection, query, watch));
    }

    /**
     * Commits.
     *
     * @throws StatementFailure if the commit failed, or its answer was lost
     */
    public void commit() {
        deadline.check();
        watch.running(null);
        open = false;
        try {
            if (foreignCode) {
                PreparedStatements.restore(connection, prepared); // the driver keeps even COMMIT prepared
            }
            connection.commit();
        } catch (SQLException e) {
            throw new StatementFailure(e);
        }
    }

    /** Rolls back what was not committed and hands the connection back as it came, once; never throws. */
    @Override
    public void close() {
        if (closed) {
            return; // the connection may be another borrower's by now
        }
        closed = true;
        watch.close();
        if (open && foreignCode) {
            open = !PreparedStatements.restoreRollingBack(connection, prepared);
        }
        borrowed.giveBack(open);
        open = false;
    }

    /**
     * Says that what follows may run code that isn't to be trusted with the rights of the session's user. What it puts
     * in the place of prepared statements is no part of the transaction, and is looked for before that ends.
     */
    public void mayRunForeignCode() {
        foreignCode = true;
    }

    private <T> T watched(String sql, SqlWork<T> work) {
        deadline.check();
        long start = System.nanoTime();
        try {
            return work.run();
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Deadline.interrupted();
            }
            if (deadline.isPast()) {
                throw deadline.passed();
            }
            throw new StatementFailure(e);
        } finally {
            watch.running(null);
            if (LOG.isDebugEnabled()) {
                long micros = (System.nanoTime() - start) / 1_000;
                LOG.debug("{} - {} us - {}", target, micros, Redacted.statement(sql));
            }
        }
    }

    private interface SqlWork<T> {
        T run() throws SQLException;
    }

    /** Explains what to do about a connection that is in use already. */
    static ReverseEtlException alreadyInTransaction(SQLException cause) {
        return new ReverseEtlException(
                ErrorCode.CONNECTION_IN_TRANSACTION,
                "The DataSource handed out a connection that is already part of a transaction (SQLSTATE "
                        + cause.getSQLState() + ").",
                "Hand in a DataSource that is not enlisted: outside of the container's or framework's transaction.",
                cause);
    }
}
