package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.model.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that Segment does, as it is rehearsed.
 *
 * @param what what it is, in words
 * @param sql the statement
 */
record RehearsalAct(String what, String sql) {
    /** Returns all of them; those that an administrator does as the role can't be undone by what they call. */
    static List<RehearsalAct> all(SetupGoal goal, boolean asAdmin) {
        List<RehearsalAct> acts = new ArrayList<>();
        String schema = goal.managedSchema().quoted();
        String nonce = "retl_rehearsal_" + Long.toHexString(System.nanoTime());
        String table = schema + "." + nonce;
        if (goal.createOnDatabase()) {
            acts.add(new RehearsalAct(
                    "create the managed schema if it is missing", "CREATE SCHEMA IF NOT EXISTS " + schema));
        }
        acts.add(new RehearsalAct(
                "create a table in the managed schema",
                "CREATE TABLE " + table + " (record_id pg_catalog.text PRIMARY KEY, checksum pg_catalog.text)"));
        acts.add(new RehearsalAct("insert into it", "INSERT INTO " + table + " VALUES ('1', 'a')"));
        acts.add(new RehearsalAct("update it", "UPDATE " + table + " SET checksum = 'b'"));
        acts.add(new RehearsalAct("delete from it", "DELETE FROM " + table));
        acts.add(new RehearsalAct("truncate it", "TRUNCATE " + table));
        acts.add(new RehearsalAct("drop it", "DROP TABLE " + table));
        for (int i = 0; i < goal.models().size(); i++) {
            explain(goal.models().get(i), asAdmin, schema + "." + nonce + "_" + i + "()", acts);
        }
        return acts;
    }

    /**
     * The planner runs functions that promise to be immutable, and after SET ROLE these could become the administrator
     * again. Within a function of the role's own that is SECURITY DEFINER, PostgreSQL refuses that.
     */
    private static void explain(Model model, boolean asAdmin, String function, List<RehearsalAct> acts) {
        String what = "explain the model \"" + model.name() + "\"";
        if (!asAdmin) {
            acts.add(new RehearsalAct(what, explaining(model)));
            return;
        }
        acts.add(new RehearsalAct(
                "prepare to " + what,
                "CREATE FUNCTION " + function + " RETURNS pg_catalog.void LANGUAGE sql SECURITY DEFINER AS "
                        + SqlLiteral.quoted(explaining(model))));
        acts.add(new RehearsalAct(what, "SELECT " + function));
    }

    /** Segment wraps the query in a common table expression; the line break ends a trailing comment. */
    private static String explaining(Model model) {
        StringBuilder identifiers = new StringBuilder();
        model.identifierColumns().forEach(column -> identifiers.append(", q.").append(column.quoted()));
        return "EXPLAIN (COSTS OFF) WITH q AS (\n" + model.query() + "\n) SELECT q.*" + identifiers + " FROM q";
    }
}
