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
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

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
        if (INSUFFICIENT_PRIVILEGE.equals(failure.sqlState())) {
            return revoked(failure);
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

    /** Tells whether a statement on the catalogs failed for want of a privilege. */
    public static boolean isRevoked(StatementFailure failure) {
        return INSUFFICIENT_PRIVILEGE.equals(failure.sqlState());
    }

    /** Tells what the user who connects lacks, though PostgreSQL gives it to everybody. */
    public static ReverseEtlException revoked(StatementFailure failure) {
        return new ReverseEtlException(
                ErrorCode.STATEMENT_FAILED,
                "The user who connects lacks a privilege on PostgreSQL's own catalogs or functions, which everybody has"
                        + " unless it is revoked: " + failure.getMessage() + ". Nothing was changed.",
                "Have a superuser grant it back: SELECT on the catalog or EXECUTE on the function in pg_catalog that"
                        + " PostgreSQL's message names; or connect as a superuser.",
                failure);
    }
}
