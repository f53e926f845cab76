package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Borrows from the host application's data source. */
final class BorrowedConnections implements ConnectionSource {
    private final DataSource dataSource;

    BorrowedConnections(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    @Override
    public Connection open() {
        @Nullable Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            // Some pools wrap what the driver threw into an unchecked exception.
            ConnectProblem problem = Thread.currentThread().isInterrupted()
                    ? ConnectProblem.INTERRUPTED
                    : ConnectDiagnosis.of(e, settings());
            throw ConnectFailure.explain(problem, e, describe(), settings());
        }
        if (connection == null) {
            throw ConnectFailure.explain(ConnectProblem.NOTHING_LENT, null, describe(), settings());
        }
        return connection;
    }

    /** Only the type: a data source's own text may show its URL with the password. */
    @Override
    public String describe() {
        return "data source " + dataSource.getClass().getName();
    }

    @Override
    public Optional<ConnectionSettings> settings() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return describe();
    }
}
