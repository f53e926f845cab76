package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import java.util.Optional;

/**
 * What is kept of a model between runs.
 *
 * @param id its number, which is in the names of its tables
 * @param generation how many runs there have been
 * @param runId the run that has not ended, or did not come to its end
 * @param holder who runs it
 * @param leased whether the lease of that run still holds
 * @param leaseUntil until when, for people
 * @param stateTable the table of the state, if there is one
 * @param stateExists whether that is there
 * @param stateRows how many rows it has
 * @param columnSignature what the columns were
 * @param keySignature what the identifier was
 * @param algorithm how the checksums were made
 * @param policies a checksum of the policies of row security
 */
record ModelEntry(
        long id,
        long generation,
        Optional<String> runId,
        Optional<String> holder,
        boolean leased,
        Optional<String> leaseUntil,
        Optional<String> stateTable,
        boolean stateExists,
        long stateRows,
        Optional<String> columnSignature,
        Optional<String> keySignature,
        Optional<String> algorithm,
        Optional<String> policies) {

    private static String sql(TrackingTables tables) {
        return """
                SELECT m.id, m.generation, m.run_id, m.holder, m.lease_until::text AS lease_until,
                       coalesce(m.lease_until > clock_timestamp(), false) AS leased, m.state_table,
                       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = ? AND c.relname = m.state_table) AS state_exists,
                       m.state_rows, m.column_signature, m.key_signature, m.algorithm, m.policies
                  FROM %s AS m WHERE m.name = ?""".formatted(tables.models());
    }

    /** Reads it without waiting for whoever has it locked. */
    static Query<ModelEntry> read(TrackingTables tables, String model) {
        return Query.of(sql(tables), ModelEntry::of, tables.schema().value(), model);
    }

    /** Locks it, as soon as nobody else has. */
    static Query<ModelEntry> lock(TrackingTables tables, String model) {
        return Query.of(
                sql(tables) + " FOR UPDATE", ModelEntry::of, tables.schema().value(), model);
    }

    /** Locks it, or finds nothing if somebody else has. */
    static Query<ModelEntry> lockIfFree(TrackingTables tables, String model) {
        return Query.of(
                sql(tables) + " FOR UPDATE SKIP LOCKED",
                ModelEntry::of,
                tables.schema().value(),
                model);
    }

    private static ModelEntry of(Row row) {
        return new ModelEntry(
                row.number("id"),
                row.number("generation"),
                row.optionalText("run_id"),
                row.optionalText("holder"),
                row.flag("leased"),
                row.optionalText("lease_until"),
                row.optionalText("state_table"),
                row.flag("state_exists"),
                row.number("state_rows"),
                row.optionalText("column_signature"),
                row.optionalText("key_signature"),
                row.optionalText("algorithm"),
                row.optionalText("policies"));
    }
}
