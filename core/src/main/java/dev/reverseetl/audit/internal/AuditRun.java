package dev.reverseetl.audit.internal;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.ServerCheck;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.jdbc.Transaction.BegunTogether;
import dev.reverseetl.postgres.SearchPath;
import java.time.Duration;
import java.util.List;

/** One run of an audit, in a transaction of its own that is rolled back. */
public final class AuditRun {
    private final ConnectionSource connection;
    private final AuditRequest request;
    private final Deadline deadline;
    private final Duration lockTimeout;

    /** Prepares the run. */
    public AuditRun(ConnectionSource connection, AuditRequest request, Deadline deadline, Duration lockTimeout) {
        this.connection = connection;
        this.request = request;
        this.deadline = deadline;
        this.lockTimeout = lockTimeout;
    }

    /**
     * Runs.
     *
     * @throws ReverseEtlException as {@code PermissionAudit.run()} documents
     */
    public AuditReport run() {
        try {
            return runOnce();
        } catch (VanishedObjectException e) {
            return runAgain();
        }
    }

    private AuditReport runAgain() {
        try {
            return runOnce();
        } catch (VanishedObjectException e) {
            throw new ReverseEtlException(
                    ErrorCode.CONCURRENT_CHANGES,
                    e.getMessage() + ", twice in a row.",
                    "Audit again when nobody changes the schema.",
                    e);
        }
    }

    private AuditReport runOnce() {
        Query<AdminSession> server = AdminSession.query();
        Query<SessionFacts> session = SessionFacts.query();
        Query<RoleEntry> role = RoleEntry.query(request.role());
        Query<RoleSetting> settings = RoleSetting.query(request.role());
        Query<CheckedType> code = CheckedType.query();
        BegunTogether begun;
        try {
            begun = Transaction.beginTogether(
                    connection,
                    Transaction.Access.AS_GIVEN,
                    lockTimeout,
                    deadline,
                    List.of(server, session, role, settings, code));
        } catch (StatementFailure failure) {
            throw ServerCheck.notPostgres(failure);
        }
        try (Transaction transaction = begun.transaction()) {
            AdminSession facts = ServerCheck.supported(begun.results().of(server));
            List<RoleEntry> roles = begun.results().of(role);
            if (roles.isEmpty()) {
                throw new ReverseEtlException(
                        ErrorCode.ROLE_NOT_FOUND,
                        "The role " + request.role().quoted() + " doesn't exist.",
                        "Check its spelling: names are exact. Or create it, as ReverseEtlSourceSetup does.");
            }
            SessionFacts sessionFacts = begun.results().of(session).get(0);
            List<RoleSetting> started = begun.results().of(settings);
            SearchPath path = SearchPath.parse(setting(
                    started, "search_path", sessionFacts.defaultSearchPath(transaction.isSearchPathOfClient())));
            RoleEntry acting = acting(transaction, facts, roles.get(0), started);
            AuditSession auditing = new AuditSession(
                    facts,
                    sessionFacts,
                    ParseTimeCode.by(begun.results().of(code), path.resolveFor(acting.name()), transaction));
            return new AuditEngine(transaction, auditing, request, acting, path)
                    .run()
                    .report();
        } catch (StatementFailure failure) {
            throw failed(failure);
        }
    }

    private static String setting(List<RoleSetting> settings, String name, String otherwise) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(RoleSetting::value)
                .findFirst()
                .orElse(otherwise);
    }

    /** Sessions of a role with a setting {@code role} act as another. */
    private RoleEntry acting(
            Transaction transaction, AdminSession server, RoleEntry login, List<RoleSetting> settings) {
        if (settings.stream().noneMatch(setting -> setting.name().equals("role"))) {
            return login;
        }
        return ActingRole.of(transaction.read(RoleChoice.query(request.role(), server.version())))
                .filter(ActingRole::isAnother)
                .flatMap(another -> transaction.read(RoleEntry.query(another.name())).stream()
                        .findFirst())
                .orElse(login);
    }

    private static ReverseEtlException failed(StatementFailure failure) {
        if (failure.isConnectionLost()) {
            return new ReverseEtlException(
                    ErrorCode.CONNECTION_FAILED,
                    "The connection was lost during the audit: " + failure.getMessage() + ". Nothing was changed.",
                    "Audit again.",
                    failure);
        }
        if (ServerCheck.isRevoked(failure)) {
            return ServerCheck.revoked(failure);
        }
        return new ReverseEtlException(
                ErrorCode.STATEMENT_FAILED,
                "A statement of the audit failed: " + failure.getMessage() + ". Nothing was changed.",
                "Check what the message says, and audit again.",
                failure);
    }
}
