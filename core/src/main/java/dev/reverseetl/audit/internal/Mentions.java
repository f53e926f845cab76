package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.NamedObject.Reference;
import java.util.HashSet;
import java.util.Set;

/** Collects the OIDs that parse trees mention. */
final class Mentions {
    /** What has a smaller OID lies in pg_catalog; information_schema does not. */
    private static final long FIRST_OUTSIDE_PG_CATALOG = 12_000;

    private static final long COLLATION = NamedObject.REGCOLLATION;

    final Set<Long> relations = new HashSet<>();
    final Set<Long> routines = new HashSet<>();
    final Set<Long> operators = new HashSet<>();
    final Set<Long> types = new HashSet<>();
    final Set<Reference> named = new HashSet<>();
    final Set<String> schemas = new HashSet<>();

    void addAll(Iterable<TreeNode> trees) {
        trees.forEach(this::add);
    }

    void add(TreeNode node) {
        switch (node.tag()) {
            case "RANGETBLENTRY" -> {
                if (QueryTree.isRelation(node)) {
                    relations.add(node.number("relid"));
                }
            }
            case "FUNCEXPR" -> {
                routines.add(node.number("funcid"));
                type(node.number("funcresulttype"));
            }
            case "AGGREF" -> routines.add(node.number("aggfnoid"));
            case "WINDOWFUNC" -> routines.add(node.number("winfnoid"));
            case "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR" -> operators.add(node.number("opno"));
            case "SORTGROUPCLAUSE" -> {
                operators.add(node.number("eqop"));
                operators.add(node.number("sortop"));
            }
            case "ROWCOMPAREEXPR" -> operators.addAll(node.numbers("opnos"));
            case "MINMAXEXPR" -> type(node.number("minmaxtype"));
            case "JSONRETURNING" -> type(node.number("typid"));
            case "COERCETODOMAIN", "COERCEVIAIO", "RELABELTYPE", "ARRAYCOERCEEXPR", "CONVERTROWTYPEEXPR" ->
                type(node.number("resulttype"));
            case "ROWEXPR" -> type(node.number("row_typeid"));
            case "ARRAYEXPR" -> type(node.number("array_typeid"));
            case "RANGETBLFUNCTION" -> node.numbers("funccoltypes").forEach(this::type);
            case "TABLEFUNC" -> node.numbers("coltypes").forEach(this::type);
            case "COLLATEEXPR" -> named(COLLATION, node.number("collOid"));
            case "CONST" -> constant(node);
            default -> {
                // mentions nothing by itself
            }
        }
        node.forEachChild(this::add);
    }

    private void constant(TreeNode node) {
        type(node.number("consttype"));
        if (NamedObject.isReference(node.number("consttype"))) {
            long oid = QueryTree.constant(node);
            named(node.number("consttype"), oid);
            if (node.number("consttype") == NamedObject.REGCLASS && oid != 0) {
                relations.add(oid); // it may be the sequence of a nextval()
            }
        }
    }

    private void type(long oid) {
        if (oid >= FIRST_OUTSIDE_PG_CATALOG) {
            types.add(oid);
        }
    }

    private void named(long type, long oid) {
        if (oid >= FIRST_OUTSIDE_PG_CATALOG) {
            named.add(new Reference(type, oid));
        }
    }
}
