package dev.reverseetl.audit;

import java.util.List;

/**
 * Queries over the relations of a random state, all of whose subqueries give the columns id, x and y.
 *
 * @param qualified whether every name has its schema
 */
record RandomQueries(Dice dice, RandomState state, boolean qualified) {
    static final List<String> FUNCTIONS = List.of("a.plain", "b.steady", "a.reads", "b.sees");

    /** A query with any columns. */
    String query() {
        return switch (dice.roll(12)) {
            case 0 -> "SELECT count(*) FROM " + relation() + " AS r";
            case 1 -> "SELECT r FROM " + relation() + " AS r";
            case 2 -> "SELECT FROM " + relation() + " AS r";
            case 3 -> "TABLE " + relation();
            case 4 -> "SELECT r.id FROM " + lockable() + " AS r " + dice.pick("FOR UPDATE", "FOR SHARE OF r");
            case 5 -> "SELECT r.id, r.tableoid IS NULL FROM " + table() + " AS r";
            case 6 -> "SELECT x, count(*), max(" + scalar("r", 1) + ") FROM " + relation() + " AS r GROUP BY x";
            case 7 ->
                "WITH q AS " + dice.pick("", "", "MATERIALIZED ") + "(" + select(1) + ") SELECT id FROM "
                        + dice.pick("q", "q", relation()) + " AS r";
            case 8 -> select(1) + " UNION " + dice.pick("", "ALL ") + select(1);
            case 9 -> "SELECT q.id FROM (" + select(2) + ") AS q";
            default -> select(2);
        };
    }

    /** A query for a view. */
    String definition() {
        return select(1);
    }

    private String select(int depth) {
        String where = dice.chance(60) ? " WHERE " + condition("r", depth) : "";
        return switch (dice.roll(6)) {
            case 0 ->
                "SELECT r.id, r.x, s.y FROM " + from(depth) + " AS r JOIN " + from(depth - 1) + " AS s USING (id)"
                        + where;
            case 1 ->
                "SELECT r.id, r.x, r.y FROM " + from(depth) + " AS r LEFT JOIN " + from(depth - 1)
                        + " AS s ON s.id = r.x" + where;
            case 2 -> "SELECT r.id, " + scalar("r", depth) + " AS x, r.y FROM " + from(depth) + " AS r" + where;
            case 3 ->
                "SELECT max(r.id) AS id, r.x, max(r.y) AS y FROM " + from(depth) + " AS r" + where + " GROUP BY r.x";
            default -> "SELECT r.* FROM " + from(depth) + " AS r" + where;
        };
    }

    private String from(int depth) {
        return depth > 0 && dice.chance(30)
                ? "(" + select(depth - 1) + dice.pick("", "", " OFFSET 0") + ")"
                : relation();
    }

    private String scalar(String row, int depth) {
        return switch (dice.roll(depth > 0 ? 8 : 3)) {
            case 0 -> row + ".x";
            case 1 -> "a.plain(" + row + ".x)";
            case 2 -> dice.pick(FUNCTIONS) + "(" + row + ".id)::int";
            case 3 -> "(SELECT max(s.x) FROM " + from(depth - 1) + " AS s)";
            case 4 -> "(SELECT max(s.id) FROM " + from(depth - 1) + " AS s WHERE s.x = " + row + ".x)";
            case 5 ->
                "CASE WHEN " + condition(row, depth - 1) + " THEN " + row + ".x ELSE " + scalar(row, depth - 1)
                        + " END";
            case 6 -> "coalesce(" + dice.pick("1", row + ".x") + ", " + scalar(row, depth - 1) + ")";
            default -> dice.pick(FUNCTIONS) + "(NULL)::int";
        };
    }

    private String condition(String row, int depth) {
        return switch (dice.roll(depth > 0 ? 9 : 2)) {
            case 0 -> row + ".x > 0";
            case 1 -> scalar(row, 0) + " > 0";
            case 2 -> "EXISTS (SELECT FROM " + from(depth - 1) + " AS s WHERE s.x = " + row + ".x)";
            case 3 -> "EXISTS (SELECT FROM " + from(depth - 1) + " AS s)";
            case 4 -> row + ".id " + dice.pick("", "NOT ") + "IN (SELECT s.x FROM " + from(depth - 1) + " AS s)";
            case 5 -> dice.pick("false", "1 = 0") + " AND " + condition(row, depth - 1);
            case 6 -> dice.pick("true", "1 = 1") + " OR " + condition(row, depth - 1);
            case 7 -> condition(row, depth - 1) + " AND " + scalar(row, depth - 1) + " > 0";
            default -> "(" + condition(row, depth - 1) + " OR " + condition(row, depth - 1) + ")";
        };
    }

    /** With its schema, or without where the role's sessions look. */
    private String relation() {
        return asWritten(dice.pick(state.relations()));
    }

    private String lockable() {
        return asWritten(
                dice.pick(state.relations().stream().filter(state::isLockable).toList()));
    }

    private String table() {
        return asWritten(dice.pick(
                state.relations().stream().filter(name -> name.contains(".t")).toList()));
    }

    private String asWritten(String relation) {
        boolean inPath = state.path().contains(relation.substring(0, 1));
        return !qualified && inPath && dice.chance(40) ? relation.substring(2) : relation;
    }
}
