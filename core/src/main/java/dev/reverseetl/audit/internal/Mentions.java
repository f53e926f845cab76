package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.NamedObject.Reference;
import java.util.HashSet;
import java.util.Set;

/** Collects the OIDs that parse trees mention. */
final class Mentions {
    private static final long COLLATION = NamedObject.REGCOLLATION;

    final Set<Long> relations = new HashSet<>();
    final Set<Long> routines = new HashSet<>();
    final Set<Long> operators = new HashSet<>();
    final Set<Long> types = new HashSet<>();
    final Set<Reference> named = new HashSet<>();

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
            case "SORTGROUPCLAUSE" -> operators.add(node.number("eqop"));
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

    /** Everybody finds what is built in. */
    private void type(long oid) {
        if (oid >= RoutineEntry.FIRST_USER_OID) {
            types.add(oid);
        }
    }

    private void named(long type, long oid) {
        if (oid >= RoutineEntry.FIRST_USER_OID) {
            named.add(new Reference(type, oid));
        }
    }
}
