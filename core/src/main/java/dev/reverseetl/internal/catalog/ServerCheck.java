package dev.reverseetl.internal.catalog;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.postgres.ServerVersion;
import java.util.List;
import java.util.Set;

/** Refuses servers that this library doesn't work with. */
public final class ServerCheck {
    /** What a standby answers to SET TRANSACTION READ WRITE: feature_not_supported, or read_only_sql_transaction. */
    private static final Set<String> READ_ONLY = Set.of("0A000", "25006");

    private ServerCheck() {}

    /** Returns the facts of a server that this library works with. */
    public static AdminSession supported(List<AdminSession> rows) {
        if (rows.size() != 1) {
            throw look("it doesn't know its own user");
        }
        AdminSession server = rows.get(0);
        // Look-alikes (CockroachDB, Redshift, …) name themselves here
        if (!server.banner().startsWith("PostgreSQL ") || server.banner().contains("Redshift")) {
            throw look("it says \"" + server.banner() + "\"");
        }
        if (!server.version().isSupported()) {
            throw new ReverseEtlException(
                    ErrorCode.UNSUPPORTED_SERVER,
                    "The server is PostgreSQL " + server.version() + "; this library works with "
                            + ServerVersion.OLDEST_SUPPORTED_MAJOR + " and newer.",
                    "Upgrade the server.");
        }
        return server;
    }

    /** The first statement is answered by any PostgreSQL, so what fails on it is something else. */
    public static ReverseEtlException notPostgres(StatementFailure failure) {
        if (failure.isConnectionLost()) {
            return new ReverseEtlException(
                    ErrorCode.CONNECTION_FAILED,
                    "The connection was lost at its first statement: " + failure.getMessage()
                            + ". Nothing was changed.",
                    "Check that the host and port are a PostgreSQL server's, and its log.",
                    failure);
        }
        if (READ_ONLY.contains(failure.sqlState())) {
            return new ReverseEtlException(
                    ErrorCode.SERVER_READ_ONLY,
                    "The server can't be written to: " + failure.getMessage() + ". Nothing was changed.",
                    "Connect to the primary; a standby or reader endpoint can't be a source.",
                    failure);
        }
        return new ReverseEtlException(
                ErrorCode.NOT_POSTGRESQL,
                "The server could not answer what every PostgreSQL can: " + failure.getMessage() + ".",
                "Check that the host and port are a PostgreSQL server's, and not another product's or a proxy's console.",
                failure);
    }

    private static ReverseEtlException look(String why) {
        return new ReverseEtlException(
                ErrorCode.NOT_POSTGRESQL,
                "The server speaks PostgreSQL's protocol, but is another product: " + why + ".",
                "Connect to a PostgreSQL server, version " + ServerVersion.OLDEST_SUPPORTED_MAJOR + " or newer.");
    }
}
