package dev.reverseetl.audit;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.internal.AuditRequest;
import dev.reverseetl.audit.internal.AuditRun;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import java.time.Duration;

/**
 * Finds out exactly what a role lacks to run given models. It runs as a superuser, as an administrator such as that of
 * RDS, as the owner of the database, or as the role itself. Nothing in the database is changed: everything is rolled
 * back. Immutable and thread-safe as far as its {@code DataSource} is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-priv.html">PostgreSQL: Privileges</a>
 */
public final class PermissionAudit {
    private final ConnectionSource connection;
    private final AuditRequest request;
    private final Duration deadline;
    private final Duration lockTimeout;

    PermissionAudit(ConnectionSource connection, AuditRequest request, Duration deadline, Duration lockTimeout) {
        this.connection = connection;
        this.request = request;
        this.deadline = deadline;
        this.lockTimeout = lockTimeout;
    }

    /** {@return a builder, with nothing but defaults} */
    public static PermissionAuditBuilder builder() {
        return new PermissionAuditBuilder();
    }

    /**
     * Audits. Borrows one connection and hands it back as it came; changes nothing.
     *
     * @return the report
     * @throws ReverseEtlException if no connection can be had, the server is not PostgreSQL 14 or newer, the role
     *     doesn't exist ({@code ROLE_NOT_FOUND}), the deadline passes or the thread is interrupted
     */
    public AuditReport run() {
        return new AuditRun(connection, request, Deadline.after(deadline), lockTimeout).run();
    }
}
