package dev.reverseetl.audit.internal;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.SearchPath;
import java.util.List;

/** Audits within a transaction of somebody else's, who may be about to make the role. What it tries is undone. */
public final class AuditWithin {
    /** The transaction may be committed, and the session belongs to the host. */
    private static final String SAVEPOINT = "retl_audit";

    private AuditWithin() {}

    /**
     * Audits.
     *
     * @param request what to find out; the role need not exist
     * @param path the search path that the role's sessions will start with
     * @throws StatementFailure if a statement fails that no model is the cause of
     * @throws ReverseEtlException if an object is dropped meanwhile
     */
    public static AuditOutcome run(
            Transaction transaction, AdminSession server, AuditRequest request, SearchPath path) {
        Query<SessionFacts> session = SessionFacts.query();
        Query<RoleEntry> role = RoleEntry.query(request.role());
        Query<CheckedType> code = CheckedType.query();
        Results results = transaction.read(List.of(session, role, code));
        RoleEntry found = results.of(role).stream().findFirst().orElseGet(() -> RoleEntry.absent(request.role()));
        AuditSession auditing = new AuditSession(
                server,
                results.of(session).get(0),
                ParseTimeCode.by(results.of(code), path.resolveFor(found.name()), transaction));
        try {
            transaction.run("SAVEPOINT " + SAVEPOINT);
            AuditOutcome outcome = new AuditEngine(transaction, auditing, request, found, path).run();
            transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            return outcome;
        } catch (VanishedObjectException e) {
            throw new ReverseEtlException(
                    ErrorCode.CONCURRENT_CHANGES,
                    e.getMessage() + ". Nothing was changed.",
                    "Run it again when nobody changes the schema.",
                    e);
        }
    }
}
