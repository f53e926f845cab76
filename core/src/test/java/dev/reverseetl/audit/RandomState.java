package dev.reverseetl.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database with roles, memberships, schemas, tables, policies, functions and views, and who may do what with them:
 * all by a seed. Every relation has the columns id, x and y. Roles are named as {@link QueryRule} has it.
 */
final class RandomState {
    static final List<String> SCHEMAS = List.of("a", "b", "c");

    private static final List<String> GRANTEES = List.of("{role}", "{role}", "{one}", "{two}", "{three}", "PUBLIC");
    private static final List<String> OWNERS = List.of("{first}", "{second}", "CURRENT_USER");

    private final Dice dice;
    private final int major;
    private final List<String> statements = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();
    private final List<String> unlockable = new ArrayList<>();
    private final List<String> path;
    private final Map<String, String> owners = new HashMap<>();

    private RandomState(Dice dice, int major) {
        this.dice = dice;
        this.major = major;
        path = dice.chance(70) ? dice.some(SCHEMAS) : List.of();
    }

    static RandomState by(Dice dice, int major) {
        RandomState state = new RandomState(dice, major);
        state.statements.addAll(RandomRoles.by(dice, major, state.path));
        state.addSchemas();
        state.addTables();
        state.addFunctions();
        state.addPolicies();
        state.addViews();
        return state;
    }

    List<String> statements() {
        return statements;
    }

    /** Every table, view and materialized view, with its schema. */
    List<String> relations() {
        return relations;
    }

    /** Whether rows can be locked in the relation, and in all others of its name. */
    boolean isLockable(String relation) {
        return unlockable.stream().noneMatch(other -> other.endsWith(relation.substring(1)));
    }

    /** The schemas in which the role's sessions look for names. */
    List<String> path() {
        return path;
    }

    private void addSchemas() {
        for (String schema : SCHEMAS) {
            statements.add("CREATE SCHEMA " + schema);
            if (dice.chance(95)) {
                String grantee = dice.chance(60) ? "PUBLIC" : dice.pick(GRANTEES);
                statements.add("GRANT USAGE ON SCHEMA " + schema + " TO " + grantee);
            }
        }
    }

    private void addTables() {
        for (int i = 0; i < 6; i++) {
            String table = newName("t", 4);
            statements.add("CREATE TABLE " + table + " (id int PRIMARY KEY, x int, y text)"
                    + (dice.chance(15) ? " PARTITION BY RANGE (id)" : ""));
            if (last().contains("PARTITION")) {
                statements.add("CREATE TABLE " + table + "_part PARTITION OF " + table + " DEFAULT");
            }
            // Each with another number of rows, so that one is never taken for the other
            statements.add("INSERT INTO " + table + " SELECT n, n % 3, 'r' || n FROM generate_series(1, " + (i + 3)
                    + ") AS n");
            own("TABLE", table);
            tables.add(table);
            share(table);
        }
    }

    private void addFunctions() {
        statements.add("CREATE FUNCTION a.plain(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n + 1");
        statements.add("CREATE FUNCTION b.steady(n int) RETURNS int LANGUAGE sql "
                + dice.pick("STABLE", "VOLATILE", "IMMUTABLE STRICT") + " RETURN n * 2");
        statements.add("CREATE FUNCTION a.reads(n int) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(x) + n FROM "
                + dice.pick(tables) + " WHERE id > n'");
        statements.add("CREATE FUNCTION b.sees(n int) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT max(id) + n FROM "
                + dice.pick(tables) + "; END");
        for (String function : RandomQueries.FUNCTIONS) {
            if (dice.chance(40)) {
                statements.add("REVOKE EXECUTE ON FUNCTION " + function + " FROM PUBLIC");
                if (dice.chance(50)) {
                    statements.add("GRANT EXECUTE ON FUNCTION " + function + " TO " + dice.pick(GRANTEES));
                }
            }
        }
    }

    /** What a policy reads comes before its table, so that none leads back to itself. */
    private void addPolicies() {
        for (int i = 0; i < tables.size(); i++) {
            if (dice.chance(30)) {
                String table = tables.get(i);
                statements.add("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
                if (dice.chance(20)) {
                    statements.add("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
                }
                for (int policy = dice.roll(3); policy > 0; policy--) {
                    statements.add("CREATE POLICY p" + policy + " ON " + table
                            + dice.pick("", "", " AS RESTRICTIVE") + dice.pick("", " FOR SELECT", " FOR UPDATE")
                            + " TO " + dice.pick(GRANTEES) + " USING (" + condition(i) + ")");
                }
            }
        }
    }

    private String condition(int before) {
        return switch (dice.roll(before == 0 ? 3 : 4)) {
            case 0 -> "true";
            case 1 -> "x > 0";
            case 2 -> "a.plain(x) > 1";
            default -> "x IN (SELECT x FROM " + tables.get(dice.roll(before)) + ")";
        };
    }

    private void addViews() {
        for (int i = 0; i < 6; i++) {
            String view = newName("v", 6);
            String definition = new RandomQueries(dice, this, true).definition();
            // The rows of a materialized view can't be made if another view's owner lacks something.
            boolean materialized = dice.chance(20) && !definition.contains(".v");
            String options = !materialized && major >= 15 && dice.chance(30) ? " WITH (security_invoker)" : "";
            statements.add((materialized ? "CREATE MATERIALIZED VIEW " : "CREATE VIEW ") + view + options + " AS "
                    + definition);
            if (materialized
                    || definition.contains("GROUP BY")
                    || definition.contains("LEFT JOIN")
                    || unlockable.stream().anyMatch(definition::contains)) {
                unlockable.add(view);
            }
            own(materialized ? "MATERIALIZED VIEW" : "VIEW", view);
            for (String relation : List.copyOf(relations)) {
                if (definition.contains(relation) && dice.chance(85)) {
                    statements.add("GRANT SELECT" + dice.pick("", "", "", " (id, x)", ", UPDATE") + " ON " + relation
                            + " TO " + owners.get(view));
                }
            }
            share(view);
        }
    }

    private void own(String kind, String relation) {
        String owner = dice.pick(OWNERS);
        statements.add("ALTER " + kind + " " + relation + " OWNER TO " + owner);
        owners.put(relation, owner);
    }

    private void share(String relation) {
        relations.add(relation);
        if (dice.chance(75)) {
            statements.add("GRANT SELECT ON " + relation + " TO " + dice.pick(GRANTEES));
        }
        if (dice.chance(35)) {
            statements.add("GRANT SELECT (" + String.join(", ", dice.some(List.of("id", "x", "y"))) + ") ON " + relation
                    + " TO " + dice.pick(GRANTEES));
        }
        if (dice.chance(20)) {
            statements.add("GRANT UPDATE" + dice.pick("", " (x)") + " ON " + relation + " TO " + dice.pick(GRANTEES));
        }
    }

    /** Names come again in other schemas. */
    private String newName(String prefix, int numbers) {
        while (true) {
            String name = dice.pick(SCHEMAS) + "." + prefix + dice.roll(numbers);
            if (!relations.contains(name)) {
                return name;
            }
        }
    }

    private String last() {
        return statements.get(statements.size() - 1);
    }
}
