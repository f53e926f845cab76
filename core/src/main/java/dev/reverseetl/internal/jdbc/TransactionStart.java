package dev.reverseetl.internal.jdbc;

import java.time.Duration;

/**
 * What a transaction begins with, so that neither the host's nor an attacker's settings change what we do, and what was
 * committed outlives a crash of the server: with it all that the transaction has seen, before others are told of it.
 *
 * @param searchPathOfClient whether the client chose the search path that the session had
 * @param prepared the fingerprint of what the session has prepared
 */
record TransactionStart(boolean searchPathOfClient, String prepared) {
    private static final String SETTINGS = """
            SELECT (SELECT s.source FROM pg_catalog.pg_settings AS s WHERE s.name OPERATOR(pg_catalog.=) 'search_path') AS source,
                   pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
                   pg_catalog.set_config('lock_timeout', ?, true),
                   pg_catalog.set_config('statement_timeout', ?, true),
                   pg_catalog.set_config('idle_in_transaction_session_timeout', '0', true),
                   pg_catalog.set_config('client_min_messages', 'warning', true),
                   pg_catalog.set_config('standard_conforming_strings', 'on', true),
                   pg_catalog.set_config('jit', 'off', true),
                   CASE WHEN pg_catalog.current_setting('synchronous_commit') OPERATOR(pg_catalog.=) 'off'
                        THEN pg_catalog.set_config('synchronous_commit', 'local', true) END,
                   CASE WHEN pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL
                        THEN pg_catalog.set_config('transaction_timeout', '0', true) END,
                   %s AS prepared""".formatted(PreparedStatements.FINGERPRINT);

    /** The server's own limit is the second line of defence: the watch cancels at the deadline itself. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(2);

    static String isolation(Transaction.Access access) {
        String mode = switch (access) {
            case READ_ONLY -> ", READ ONLY";
            case READ_WRITE -> ", READ WRITE";
            case AS_GIVEN -> "";
        };
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED" + mode + ";\n";
    }

    /**
     * Nothing in it can be shadowed: functions and the operator are qualified. All settings end with the transaction;
     * none of our own is made, since its name would stay in the session. The row tells where {@code search_path} came
     * from.
     */
    static Query<TransactionStart> settings(Duration lockTimeout, Duration statementTimeout) {
        return Query.of(
                SETTINGS,
                row -> new TransactionStart(row.text("source").equals("client"), row.text("prepared")),
                milliseconds(lockTimeout),
                milliseconds(statementTimeout.plus(AFTER_DEADLINE)));
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis())));
    }
}
