package dev.reverseetl.internal.jdbc;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;

/** Where connections come from. Thread-safe as far as a data source that was handed in is. */
public interface ConnectionSource {
    /** Returns a source that borrows from the host application's data source. */
    static ConnectionSource of(DataSource dataSource) {
        return new BorrowedConnections(dataSource);
    }

    /** Returns a source that opens a new connection each time, with the PostgreSQL driver and without DriverManager. */
    static ConnectionSource of(ConnectionSettings settings) {
        return new DriverConnections(settings);
    }

    /**
     * Opens or borrows a connection, which the caller closes. A new one is in autocommit mode; a borrowed one is as the
     * data source gives it.
     *
     * @throws ReverseEtlException if that fails, with the reason and a remedy; the code is {@code CONNECTION_FAILED},
     *     {@code AUTHENTICATION_FAILED}, {@code TLS_FAILED}, {@code DATABASE_NOT_FOUND} or {@code INTERRUPTED}
     */
    Connection open();

    /**
     * Returns what this leads to, for logs and without secrets: {@code host:port/database}, or the data source's type.
     */
    String describe();

    /** Returns how to connect, if that is known: a data source doesn't tell. */
    Optional<ConnectionSettings> settings();
}
