package dev.reverseetl.tracking;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;

/**
 * The names of our tables in the managed schema. None can be one of Segment's, which begin with {@code records_} and
 * {@code checkpoints_}.
 *
 * @param schema the managed schema
 */
record TrackingTables(Identifier schema) {
    /** The end of a regular expression for the tables of a model. */
    static final String OF_GENERATION = "_[0-9]+(_r|_added)?$";

    /** Of which model there is what. */
    static final String MODELS = "retl_models";

    String models() {
        return quoted(MODELS);
    }

    String quoted(String table) {
        return new QualifiedName(schema, Identifier.of(table)).quoted();
    }

    static String state(long model, long generation) {
        return "retl_state_" + model + "_" + generation;
    }

    static String pending(long model, long generation) {
        return "retl_pending_" + model + "_" + generation;
    }

    /** Where the added rows of a pending table stand, in a run that has updates too. */
    static String added(String pending) {
        return pending + "_added";
    }

    /** Drops a pending table, and what stands beside it. */
    String dropPending(String pending) {
        return "DROP TABLE IF EXISTS " + quoted(pending) + ", " + quoted(added(pending));
    }

    /** A regular expression for the tables of a model. */
    static String ofModel(long model) {
        return "^retl_(state|pending)_" + model + OF_GENERATION;
    }

    /** One row a model. It is updated with each run, and stays in its page. */
    String definition() {
        return "CREATE TABLE IF NOT EXISTS " + models() + """
                 (
                  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  name text COLLATE "C" NOT NULL UNIQUE,
                  generation bigint NOT NULL DEFAULT 0,
                  run_id text,
                  holder text,
                  lease_until timestamptz,
                  pending_table text,
                  state_table text,
                  state_rows bigint NOT NULL DEFAULT 0,
                  column_signature text,
                  key_signature text,
                  algorithm text,
                  policies text,
                  acknowledged_at timestamptz
                ) WITH (fillfactor = 50)""";
    }
}
