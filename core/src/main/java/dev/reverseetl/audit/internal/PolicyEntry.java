package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.List;

/**
 * A policy of row security.
 *
 * @param relation the table's OID
 * @param name the policy's name
 * @param permissive whether it adds rows to what can be seen, and doesn't take them away
 * @param command {@code pg_policy.polcmd}
 * @param roles the roles that it applies to, 0 standing for PUBLIC
 * @param condition the parse tree of its USING; empty without one
 * @param text its USING as text
 */
record PolicyEntry(
        long relation,
        Identifier name,
        boolean permissive,
        char command,
        List<Long> roles,
        List<TreeNode> condition,
        String text) {
    /** Tells whether it lets everything through. */
    boolean isAlwaysTrue() {
        return condition.size() == 1 && FoldingRules.isTrue(condition.get(0));
    }

    static Query<PolicyEntry> query(Collection<Long> relations) {
        return Query.of(
                """
                SELECT p.polrelid::int8 AS relation, p.polname AS name, p.polpermissive, p.polcmd::text AS command,
                       p.polroles::oid[]::text[] AS roles, p.polqual::text AS condition,
                       pg_get_expr(p.polqual, p.polrelid) AS text
                  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                 WHERE c.relrowsecurity AND p.polrelid = ANY (CAST(? AS text[])::oid[])
                 ORDER BY p.polname""",
                row -> new PolicyEntry(
                        row.number("relation"),
                        row.name("name"),
                        row.flag("polpermissive"),
                        row.text("command").charAt(0),
                        Oids.of(row, "roles"),
                        row.optionalText("condition").map(TreeReader::read).orElse(List.of()),
                        row.optionalText("text").orElse("")),
                Oids.texts(relations));
    }
}
