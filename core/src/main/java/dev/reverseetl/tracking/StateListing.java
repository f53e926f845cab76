package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads what is kept of all models. */
final class StateListing {
    private StateListing() {}

    static List<ModelState> read(Transaction transaction, TrackerConfig config) {
        TrackingTables tables = config.tables();
        Query<Boolean> exists = Query.of(
                """
                SELECT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = ? AND c.relkind = 'r') AS there
                  FROM pg_namespace n WHERE n.nspname = ?""",
                row -> row.flag("there"),
                TrackingTables.MODELS,
                tables.schema().value());
        List<Boolean> there = transaction.read(exists);
        if (there.isEmpty()) {
            throw TrackingFailure.schemaUnusable(config, "there is no such schema");
        }
        return there.get(0) ? transaction.read(states(tables)) : List.of();
    }

    private static Query<ModelState> states(TrackingTables tables) {
        String size =
                "coalesce((SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname ~ ('^retl_%s_' || m.id || '"
                        + TrackingTables.OF_GENERATION + "')), 0)::int8";
        return Query.of(
                "SELECT m.name, m.state_rows, " + size.formatted("state") + " AS state_bytes, "
                        + size.formatted("pending") + " AS pending_bytes, "
                        + "CAST(extract(epoch FROM m.acknowledged_at) * 1000000 AS int8)::text AS acknowledged,"
                        + " CASE WHEN m.lease_until > clock_timestamp() THEN m.holder END AS holder FROM "
                        + tables.models() + " AS m ORDER BY m.name",
                row -> new ModelState(
                        row.text("name"),
                        row.number("state_rows"),
                        row.number("state_bytes"),
                        row.number("pending_bytes"),
                        row.optionalText("acknowledged").map(StateListing::instant),
                        row.optionalText("holder")),
                tables.schema().value(),
                tables.schema().value());
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
