package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;

/** What hides rows from the role. */
final class RowSecurity {
    private static final String SAVEPOINT = "retl_row_security";

    /**
     * All policies, since what a query reads through views and functions isn't known; names, since dump and restore
     * make new OIDs.
     */
    private static final String POLICIES = """
            SELECT encode(sha256(convert_to(coalesce(string_agg(p.line, E'\\n' ORDER BY p.line COLLATE "C"), ''), 'UTF8')), 'hex')
                   || ' ' || (SELECT r.rolsuper OR r.rolbypassrls FROM pg_roles r WHERE r.rolname = current_user) AS policies
              FROM (SELECT concat_ws('|', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, y.polname, y.polcmd,
                           y.polpermissive, (SELECT string_agg(coalesce(r.rolname, 'public'), ',' ORDER BY r.rolname)
                              FROM unnest(y.polroles) AS u(oid) LEFT JOIN pg_roles r ON r.oid = u.oid),
                           pg_get_expr(y.polqual, y.polrelid)) AS line
                      FROM pg_class c LEFT JOIN pg_policy y ON y.polrelid = c.oid
                     WHERE c.relrowsecurity OR y.oid IS NOT NULL) AS p""";

    private RowSecurity() {}

    /** Returns what stands for all policies of the database. */
    static String fingerprint(Transaction transaction) {
        return transaction.read(Query.of(POLICIES, row -> row.text("policies"))).get(0);
    }

    /**
     * Says why the model's query could not be planned. Where row security refuses and where a right is missing, the
     * server answers with the same SQLSTATE; with row security on, only the second is refused.
     */
    static RuntimeException explain(Transaction transaction, TrackerConfig config, StatementFailure failure) {
        if (config.rowSecurity() || !failure.sqlState().equals(TrackingFailure.NO_RIGHT)) {
            return TrackingFailure.ofQuery(failure, config);
        }
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        QuerySettings.asTheRole(transaction);
        transaction.run("SET LOCAL row_security TO on");
        try {
            transaction.texts("SELECT FROM (\n" + config.model().query() + "\n) AS q LIMIT 0", 0, values -> false);
        } catch (StatementFailure alsoWithRowSecurity) {
            return TrackingFailure.ofQuery(failure, config);
        }
        return new ReverseEtlException(
                ErrorCode.ROW_SECURITY_APPLIES,
                "Row security filters what the query of model " + TrackingFailure.quoted(config.model()) + " reads: "
                        + failure.getMessage()
                        + ". Rows that a policy hides would look as if they were deleted. The state is as it was.",
                "If the role is meant to see only what policies let it, call acceptRowSecurity(); else let it see all"
                        + " rows, with BYPASSRLS or as a view's owner who sees them.",
                failure);
    }

    static void savepoint(Transaction transaction) {
        transaction.run("SAVEPOINT " + SAVEPOINT);
    }

    static void release(Transaction transaction) {
        transaction.run("RELEASE SAVEPOINT " + SAVEPOINT);
    }
}
