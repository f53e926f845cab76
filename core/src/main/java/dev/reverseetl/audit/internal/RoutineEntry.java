package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Collection;
import java.util.List;

/**
 * A function, aggregate or window function.
 *
 * @param oid its OID
 * @param schema its schema
 * @param name its name
 * @param types the types of its arguments, as the server writes them
 * @param kind {@code pg_proc.prokind}
 * @param owner its owner
 * @param language its language
 * @param definer whether it runs as its owner: SECURITY DEFINER
 * @param strict whether it isn't called with null
 * @param volatility {@code pg_proc.provolatile}
 * @param arguments how many arguments it takes
 * @param defaults the parse trees of its arguments' defaults
 * @param body the parse trees of a body in standard SQL; else empty
 * @param source the text of its body
 * @param settings its own settings, such as {@code search_path=app}
 * @param parts for an aggregate, the functions it is made of
 * @param open whether everybody may call it
 * @param result the OID of the type that it returns
 * @param outputs the OIDs of the types of its output arguments and of the columns of its table
 * @param declaration arguments and result type, as {@code CREATE FUNCTION} takes them
 */
record RoutineEntry(
        long oid,
        SchemaEntry schema,
        Identifier name,
        List<String> types,
        char kind,
        OwnerEntry owner,
        String language,
        boolean definer,
        boolean strict,
        char volatility,
        int arguments,
        List<TreeNode> defaults,
        List<TreeNode> body,
        String source,
        List<String> settings,
        List<Long> parts,
        boolean open,
        long result,
        List<Long> outputs,
        String declaration) {
    /** What has a smaller OID came with the server. */
    static final long FIRST_USER_OID = 16_384;

    boolean isBuiltIn() {
        return oid < FIRST_USER_OID;
    }

    boolean isSql() {
        return language.equals("sql");
    }

    boolean isVolatile() {
        return volatility == 'v';
    }

    String described() {
        return (kind == 'a' ? "aggregate " : "function ") + signature();
    }

    /** Returns the quoted name with the argument types. */
    String signature() {
        return object().quotedName();
    }

    DatabaseObject object() {
        return DatabaseObject.routine(oid, new QualifiedName(schema.name(), name), types);
    }

    /** Returns the query for these routines, and for those that implement these operators or what stands for them. */
    static Query<RoutineEntry> query(Collection<Long> oids, Collection<Long> operators) {
        return Query.of("""
                WITH operators(oid) AS (
                       SELECT unnest(ARRAY[o.oid, o.oprnegate, o.oprcom]) FROM pg_operator o
                        WHERE o.oid = ANY (CAST(? AS text[])::oid[])),
                     wanted(oid) AS (
                       SELECT unnest(CAST(? AS text[])::oid[])
                        UNION
                       SELECT o.oprcode::oid FROM pg_operator o WHERE o.oid IN (SELECT oid FROM operators)
                        UNION
                       SELECT f.amproc::oid FROM pg_amop s
                         JOIN pg_amproc f ON f.amprocfamily = s.amopfamily AND f.amproclefttype = s.amoprighttype
                                         AND f.amprocrighttype = s.amoprighttype AND f.amprocnum = 1
                        WHERE s.amopopr IN (SELECT oid FROM operators)),
                     parts AS (
                       SELECT a.aggfnoid::oid AS aggregate, x.part
                         FROM pg_aggregate a
                         CROSS JOIN LATERAL unnest(ARRAY[a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn,
                                                         a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn]::oid[]) AS x(part)
                        WHERE a.aggfnoid IN (SELECT oid FROM wanted) AND x.part <> 0)
                SELECT p.oid::int8 AS oid, p.proname AS name, p.prokind::text AS kind,
                       n.oid::int8 AS schema_oid, n.nspname AS schema, pg_get_userbyid(n.nspowner) AS schema_owner,
                       pg_get_function_identity_arguments(p.oid) AS identity, pg_get_function_result(p.oid) AS result,
                       ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) AS t) AS types,
                       o.oid::int8 AS owner_oid, o.rolname AS owner, o.rolsuper AS owner_super, o.rolbypassrls AS owner_bypass,
                       l.lanname AS language, p.prosecdef, p.proisstrict, p.provolatile::text AS volatility, p.pronargs::int8 AS arguments,
                       p.proargdefaults::text AS defaults, p.prosqlbody::text AS body,
                       CASE WHEN p.oid >= 16384 AND l.lanname = 'sql' AND p.prosqlbody IS NULL THEN p.prosrc ELSE '' END AS source,
                       p.proconfig AS settings, p.proacl IS NULL AS open, p.prorettype::int8 AS result_type,
                       ARRAY(SELECT a.type::text FROM unnest(p.proallargtypes, p.proargmodes) AS a(type, mode)
                              WHERE a.mode IN ('o', 'b', 't')) AS outputs,
                       ARRAY(SELECT x.part::text FROM parts x WHERE x.aggregate = p.oid) AS parts
                  FROM (SELECT oid FROM wanted UNION SELECT part FROM parts) AS w
                  JOIN pg_proc p ON p.oid = w.oid
                  JOIN pg_namespace n ON n.oid = p.pronamespace
                  JOIN pg_roles o ON o.oid = p.proowner
                  JOIN pg_language l ON l.oid = p.prolang""", RoutineEntry::of, Oids.texts(operators), Oids.texts(oids));
    }

    private static RoutineEntry of(Row row) {
        SchemaEntry schema = new SchemaEntry(row.number("schema_oid"), row.name("schema"), row.name("schema_owner"));
        Identifier name = row.name("name");
        return new RoutineEntry(
                row.number("oid"),
                schema,
                name,
                row.texts("types"),
                row.text("kind").charAt(0),
                new OwnerEntry(
                        row.number("owner_oid"),
                        row.name("owner"),
                        row.flag("owner_super"),
                        row.flag("owner_super") || row.flag("owner_bypass")),
                row.text("language"),
                row.flag("prosecdef"),
                row.flag("proisstrict"),
                row.text("volatility").charAt(0),
                (int) row.number("arguments"),
                row.optionalText("defaults").map(TreeReader::read).orElse(List.of()),
                row.optionalText("body").map(TreeReader::read).orElse(List.of()),
                row.text("source"),
                row.texts("settings"),
                Oids.of(row, "parts"),
                row.flag("open"),
                row.number("result_type"),
                Oids.of(row, "outputs"),
                "(" + row.text("identity") + ") RETURNS "
                        + row.optionalText("result").orElse(""));
    }

    RoutineEntry withBody(List<TreeNode> trees) {
        return new RoutineEntry(
                oid,
                schema,
                name,
                types,
                kind,
                owner,
                language,
                definer,
                strict,
                volatility,
                arguments,
                defaults,
                trees,
                source,
                settings,
                parts,
                open,
                result,
                outputs,
                declaration);
    }
}
