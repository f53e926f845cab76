package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;

/**
 * Lets one set-up at a time change a database. The lock ends with the transaction, so a proxy or a crash can't leave it
 * behind.
 */
final class SetupLock {
    /** The characters "retlsetu", for whoever finds it in pg_locks. */
    static final long KEY = 0x7265746c73657475L;

    private SetupLock() {}

    static void take(Transaction transaction) {
        transaction.read(Query.of("SELECT pg_advisory_xact_lock(?)", row -> true, KEY));
    }
}
