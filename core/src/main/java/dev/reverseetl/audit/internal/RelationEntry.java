package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.postgres.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table, view, materialized view, foreign table or sequence.
 *
 * @param oid its OID
 * @param schema its schema
 * @param name its name
 * @param kind {@code pg_class.relkind}
 * @param owner its owner
 * @param rowSecurity whether row security is on, and on for the owner too
 * @param populated whether a materialized view has been populated
 * @param invoker whether a view is checked as the user who runs the query, not as its owner
 * @param rule a view's parse tree; else empty
 * @param columns its columns that weren't dropped, by number
 * @param virtual the parse trees of the columns that are computed when they are read, by number
 * @param keyColumn the number of the first column of its primary key; 0 without one
 * @param grantors who may grant SELECT on it besides its owner
 * @param mappedUsers the users with a mapping for a foreign table's server, 0 standing for PUBLIC
 * @param server a foreign table's server; else empty
 */
record RelationEntry(
        long oid,
        SchemaEntry schema,
        Identifier name,
        char kind,
        OwnerEntry owner,
        RowSecurity rowSecurity,
        boolean populated,
        boolean invoker,
        List<TreeNode> rule,
        Map<Integer, Identifier> columns,
        Map<Integer, List<TreeNode>> virtual,
        int keyColumn,
        List<String> grantors,
        List<Long> mappedUsers,
        String server) {

    /** How far row security is on. */
    enum RowSecurity {
        /** Not at all. */
        OFF,
        /** For all but the owner. */
        ON,
        /** For the owner too. */
        FORCED
    }

    boolean isView() {
        return kind == 'v';
    }

    ObjectKind objectKind() {
        return switch (kind) {
            case 'v' -> ObjectKind.VIEW;
            case 'm' -> ObjectKind.MATERIALIZED_VIEW;
            case 'f' -> ObjectKind.FOREIGN_TABLE;
            case 'S' -> ObjectKind.SEQUENCE;
            default -> ObjectKind.TABLE;
        };
    }

    String quotedName() {
        return schema.name().quoted() + "." + name.quoted();
    }

    /** Returns the kind and the quoted name. */
    String described() {
        return switch (kind) {
                    case 'v' -> "view ";
                    case 'm' -> "materialized view ";
                    case 'f' -> "foreign table ";
                    case 'S' -> "sequence ";
                    default -> "table ";
                }
                + quotedName();
    }

    /**
     * Returns the query for relations and, where the catalogs tell, for all that views among them stand on. They don't
     * tell of what built-in views stand on.
     */
    static Query<RelationEntry> query(Collection<Long> oids) {
        return Query.of("""
                WITH RECURSIVE used(oid) AS (
                       SELECT unnest(CAST(? AS text[])::oid[])
                        UNION
                       SELECT d.refobjid FROM used u
                         JOIN pg_rewrite r ON r.ev_class = u.oid AND r.rulename = '_RETURN'
                         JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                                         AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
                        WHERE (SELECT c.relkind FROM pg_class c WHERE c.oid = u.oid) = 'v')
                SELECT c.oid::int8 AS oid, c.relname AS name, c.relkind::text AS kind, c.relrowsecurity, c.relforcerowsecurity,
                       c.relispopulated,
                       n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner,
                       o.oid::int8 AS owner_oid, o.rolname AS owner, o.rolsuper AS owner_super, o.rolbypassrls AS owner_bypass,
                       coalesce((SELECT x.option_value::bool FROM pg_options_to_table(c.reloptions) x
                                  WHERE x.option_name = 'security_invoker'), false) AS invoker,
                       CASE c.relkind WHEN 'v' THEN (SELECT r.ev_action::text FROM pg_rewrite r
                                                      WHERE r.ev_class = c.oid AND r.rulename = '_RETURN') END AS rule,
                       a.numbers, a.names,
                       ARRAY(SELECT v.attnum::text || ' ' || d.adbin::text FROM pg_attribute v
                               JOIN pg_attrdef d ON d.adrelid = v.attrelid AND d.adnum = v.attnum
                              WHERE v.attrelid = c.oid AND v.attgenerated = 'v') AS virtual,
                       (SELECT k.conkey[1] FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS key_column,
                       ARRAY(SELECT DISTINCT pg_get_userbyid(x.grantee) FROM aclexplode(c.relacl) x
                              WHERE x.is_grantable AND x.grantee <> c.relowner AND x.privilege_type IN ('SELECT', 'USAGE')) AS grantors,
                       ARRAY(SELECT m.umuser::text FROM pg_user_mappings m WHERE m.srvid = t.ftserver) AS mapped,
                       (SELECT s.srvname FROM pg_foreign_server s WHERE s.oid = t.ftserver) AS server
                  FROM used u
                  JOIN pg_class c ON c.oid = u.oid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  JOIN pg_roles o ON o.oid = c.relowner
                  LEFT JOIN pg_foreign_table t ON t.ftrelid = c.oid
                 CROSS JOIN LATERAL (SELECT array_agg(a.attnum::text ORDER BY a.attnum) AS numbers,
                                            array_agg(a.attname::text ORDER BY a.attnum) AS names
                                       FROM pg_attribute a
                                      WHERE a.attrelid = c.oid AND NOT a.attisdropped) AS a""", RelationEntry::of, Oids.texts(oids));
    }

    private static RelationEntry of(Row row) {
        return new RelationEntry(
                row.number("oid"),
                new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner")),
                row.name("name"),
                row.text("kind").charAt(0),
                new OwnerEntry(
                        row.number("owner_oid"),
                        row.name("owner"),
                        row.flag("owner_super"),
                        row.flag("owner_super") || row.flag("owner_bypass")),
                rowSecurity(row),
                row.flag("relispopulated"),
                row.flag("invoker"),
                row.optionalText("rule").map(TreeReader::read).orElse(List.of()),
                columns(row),
                virtual(row),
                (int) row.number("key_column"),
                row.texts("grantors"),
                Oids.of(row, "mapped"),
                row.optionalText("server").orElse(""));
    }

    private static RowSecurity rowSecurity(Row row) {
        if (!row.flag("relrowsecurity")) {
            return RowSecurity.OFF;
        }
        return row.flag("relforcerowsecurity") ? RowSecurity.FORCED : RowSecurity.ON;
    }

    private static Map<Integer, List<TreeNode>> virtual(Row row) {
        Map<Integer, List<TreeNode>> trees = new HashMap<>();
        for (String column : row.texts("virtual")) {
            String[] words = column.split(" ", 2);
            trees.put(Integer.valueOf(words[0]), TreeReader.read(words[1]));
        }
        return trees;
    }

    private static Map<Integer, Identifier> columns(Row row) {
        List<Long> numbers = Oids.of(row, "numbers");
        List<String> names = row.texts("names");
        Map<Integer, Identifier> columns = new LinkedHashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            columns.put(numbers.get(i).intValue(), Identifier.of(names.get(i)));
        }
        return columns;
    }
}
