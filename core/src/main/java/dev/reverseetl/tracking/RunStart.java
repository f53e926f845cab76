package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins a run: makes what is missing, takes the lease, and clears away what older runs have left. */
final class RunStart {
    /** The characters "retltrac", for whoever finds it in pg_locks. */
    private static final long CREATION_LOCK = 0x7265746c74726163L;

    private final TrackerConfig config;
    private final TrackingTables tables;

    RunStart(TrackerConfig config) {
        this.config = config;
        this.tables = config.tables();
    }

    /** Takes the lease and commits, so that others see who has it. */
    RunLease take(Deadline deadline) {
        return TrackerSession.commit(config, deadline, this::take);
    }

    private RunLease take(Transaction transaction) {
        prepareSchema(transaction, true);
        String name = config.model().name();
        ModelEntry entry = free(transaction, name)
                .or(() -> {
                    transaction.count("INSERT INTO " + tables.models() + " (name) VALUES (" + SqlLiteral.quoted(name)
                            + ") ON CONFLICT (name) DO NOTHING");
                    return free(transaction, name);
                })
                .orElseThrow(() -> inProgress(name, Optional.empty()));
        if (lost(entry) && lost(transaction.read(ModelEntry.read(tables, name)).get(0))) {
            throw new ReverseEtlException(
                    ErrorCode.TRACKING_STATE_DAMAGED,
                    "The state of model " + TrackingFailure.quoted(config.model()) + ", table "
                            + tables.quoted(entry.stateTable().get()) + ", is gone: somebody has dropped it.",
                    "reset() has everything added again; after it, rebaseline() takes the result as it is now for the state.");
        }
        return lease(transaction, entry);
    }

    /** To be asked twice: a query that waits for a lock sees new rows beside the tables of the time before. */
    private static boolean lost(ModelEntry entry) {
        return entry.stateTable().isPresent() && !entry.stateExists();
    }

    /** Locks the entry of a model; returns nothing if there is none, and fails if a run of it is under way. */
    private Optional<ModelEntry> free(Transaction transaction, String name) {
        List<ModelEntry> locked = transaction.read(ModelEntry.lockIfFree(tables, name));
        if (locked.isEmpty()) {
            List<ModelEntry> busy = transaction.read(ModelEntry.read(tables, name));
            if (!busy.isEmpty()) {
                throw inProgress(name, Optional.of(busy.get(0)));
            }
            return Optional.empty();
        }
        if (locked.get(0).leased()) {
            throw inProgress(name, Optional.of(locked.get(0)));
        }
        return Optional.of(locked.get(0));
    }

    /** Forgets the state of a model, and what a run that is over has left; returns how many rows it had. */
    long forget(Transaction transaction, String name) {
        if (!prepareSchema(transaction, false)) {
            return 0;
        }
        Optional<ModelEntry> entry = free(transaction, name);
        entry.ifPresent(found -> {
            dropLeftovers(transaction, tables, found.id(), Optional.empty());
            transaction.count("UPDATE " + tables.models()
                    + " SET generation = generation + 1, run_id = NULL, holder = NULL, lease_until = NULL,"
                    + " pending_table = NULL, " + Reset.FORGOTTEN + " WHERE id = " + found.id());
        });
        return entry.map(ModelEntry::stateRows).orElse(0L);
    }

    /** Drops all that is kept of a model; with the last one, nothing of ours is left in the schema. */
    boolean drop(Transaction transaction, String name) {
        if (!prepareSchema(transaction, false)) {
            return false;
        }
        Optional<ModelEntry> entry = free(transaction, name);
        entry.ifPresent(found -> {
            dropLeftovers(transaction, tables, found.id(), Optional.empty());
            transaction.count("DELETE FROM " + tables.models() + " WHERE id = " + found.id());
            boolean last = transaction
                    .read(Query.of(
                            "SELECT NOT EXISTS (SELECT FROM " + tables.models() + ") AS last", row -> row.flag("last")))
                    .get(0);
            if (last) {
                transaction.count("DROP TABLE " + tables.models());
            }
        });
        return entry.isPresent();
    }

    private RunLease lease(Transaction transaction, ModelEntry entry) {
        String runId = UUID.randomUUID().toString();
        long generation = entry.generation() + 1;
        transaction.count("UPDATE " + tables.models() + " SET generation = " + generation + ", run_id = "
                + SqlLiteral.quoted(runId) + ", holder = " + SqlLiteral.quoted(config.holder())
                + " || coalesce(' at ' || host(inet_client_addr()), ''), lease_until = "
                + RunLease.until(config) + ", pending_table = NULL WHERE id = " + entry.id());
        dropLeftovers(transaction, tables, entry.id(), entry.stateTable());
        return new RunLease(entry.id(), generation, runId, entry.runId().isPresent());
    }

    /** Drops the tables of a model, except the one that is named. */
    static void dropLeftovers(Transaction transaction, TrackingTables tables, long model, Optional<String> except) {
        Query<String> leftovers = Query.of(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname ~ ? AND c.relkind = 'r' AND c.relname <> ?"
                        + " AND pg_has_role(c.relowner, 'USAGE')",
                row -> row.text("relname"),
                tables.schema().value(),
                TrackingTables.ofModel(model),
                except.orElse(""));
        for (String table : transaction.read(leftovers)) {
            transaction.count("DROP TABLE IF EXISTS " + tables.quoted(table));
        }
    }

    private record SchemaState(boolean usable, boolean creatable, Optional<String> modelsKind) {}

    /** Makes sure that the schema can be used; returns whether our table is there, which it makes if it may. */
    private boolean prepareSchema(Transaction transaction, boolean create) {
        Query<SchemaState> query = Query.of(
                """
                SELECT has_schema_privilege(n.oid, 'USAGE') AS usable, has_schema_privilege(n.oid, 'CREATE') AS creatable,
                       (SELECT CASE WHEN pg_has_role(c.relowner, 'USAGE') THEN c.relkind::text ELSE '' END
                          FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = ?) AS kind
                  FROM pg_namespace n WHERE n.nspname = ?""",
                row -> new SchemaState(row.flag("usable"), row.flag("creatable"), row.optionalText("kind")),
                TrackingTables.MODELS,
                tables.schema().value());
        SchemaState state = transaction.read(query).stream()
                .findFirst()
                .orElseThrow(() -> TrackingFailure.schemaUnusable(config, "there is no such schema"));
        if (!state.usable() || !state.creatable()) {
            throw TrackingFailure.schemaUnusable(
                    config, "the role has no " + (state.usable() ? "CREATE" : "USAGE") + " on it");
        }
        if (state.modelsKind().isEmpty() && !create) {
            return false;
        }
        if (state.modelsKind().isEmpty()) {
            transaction.read(Query.of("SELECT pg_advisory_xact_lock(?)", row -> true, CREATION_LOCK));
            transaction.run(tables.definition());
        } else if (!state.modelsKind().get().equals("r")) {
            throw TrackingFailure.schemaUnusable(
                    config,
                    Identifier.of(TrackingTables.MODELS).quoted()
                            + " is there already, and is no table of this role's");
        }
        return true;
    }

    private static ReverseEtlException inProgress(String model, Optional<ModelEntry> entry) {
        String who = entry.flatMap(ModelEntry::holder)
                .map(holder -> "\"" + holder + "\" holds it"
                        + entry.flatMap(ModelEntry::leaseUntil)
                                .map(until -> ", until " + until + " by the server's clock unless it goes on")
                                .orElse(""))
                .orElse("it is being begun at this moment");
        return new ReverseEtlException(
                ErrorCode.RUN_IN_PROGRESS,
                "Another run of model \"" + model + "\" is under way: " + who + ".",
                "Wait for it to end. A holder that died is forgotten when its lease ends.");
    }
}
