package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model's query runs with: the search path that the role's sessions start with, and everything that changes how
 * values are written or read pinned, so that a session's settings change no result and no checksum. All of it ends with
 * the transaction.
 */
final class QuerySettings {
    /** Of these only {@code client_encoding} is in the checksum itself; the others are in what queries make of text. */
    private static final Map<String, String> PINNED = Map.of(
            "client_encoding", "UTF8",
            "TimeZone", "UTC",
            "DateStyle", "ISO, MDY",
            "IntervalStyle", "postgres",
            "extra_float_digits", "1",
            "bytea_output", "hex",
            "xmlbinary", "base64",
            "lc_monetary", "C");

    private QuerySettings() {}

    static void pin(Transaction transaction, TrackerConfig config) {
        String settings = PINNED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> "set_config('" + setting.getKey() + "', '" + setting.getValue() + "', true)")
                .collect(Collectors.joining(", "));
        // Rather fail than be filtered: what is hidden would look deleted
        String rowSecurity = "set_config('row_security', '" + (config.rowSecurity() ? "on" : "off") + "', true)";
        transaction.read(Query.of("SELECT " + settings + ", " + rowSecurity + workers(config), row -> true));
    }

    /** Lets the planner take workers for a statement whose rows are mostly filtered away, which it can't know. */
    private static String workers(TrackerConfig config) {
        return ", set_config('parallel_tuple_cost', '0', true), set_config('parallel_setup_cost', '100', true)"
                + (config.parallelWorkers().isEmpty()
                        ? ""
                        : ", set_config('max_parallel_workers_per_gather', '"
                                + config.parallelWorkers().getAsInt() + "', true)");
    }

    /** Gives sorts and hashes of the changes room enough, where the session has less. */
    static void room(Transaction transaction) {
        transaction.read(Query.of("""
                SELECT set_config('work_mem', greatest(s.setting::int8, 65536)::text, true)
                  FROM pg_settings AS s WHERE s.name = 'work_mem'""", row -> true));
    }

    /**
     * Joins by hashing and groups by sorting, which takes less where most rows are groups by themselves; without
     * statistics the planner can't know that.
     */
    static void classifying(Transaction transaction) {
        transaction.read(Query.of(
                "SELECT set_config('enable_mergejoin', 'off', true), set_config('enable_hashagg', 'off', true)",
                row -> true));
    }

    static void asTheRole(Transaction transaction) {
        transaction.run("SET LOCAL search_path TO DEFAULT");
    }

    static void asOurselves(Transaction transaction) {
        transaction.run("SET LOCAL search_path TO pg_catalog, pg_temp");
    }
}
