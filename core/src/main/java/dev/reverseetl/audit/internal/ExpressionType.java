package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the type of an expression in a parse tree, as PostgreSQL itself does when it makes a view's columns
 * ({@code exprType} and {@code exprTypmod} in {@code nodeFuncs.c}).
 */
final class ExpressionType {
    private static final long BOOLEAN = 16;
    private static final long INTEGER = 23;
    private static final long TEXT = 25;
    private static final long XML = 142;

    private static final long EXPRESSION_SUBLINK = 4;
    private static final long ARRAY_SUBLINK = 6;

    private static final long CALL = 0;

    private static final long XML_SERIALIZE = 6;
    private static final long XML_IS_DOCUMENT = 7;

    private ExpressionType() {}

    static TypeUse of(TreeNode node) {
        return switch (node.tag()) {
            case "VAR" -> use(node, "vartype", "vartypmod");
            case "CONST" -> use(node, "consttype", "consttypmod");
            case "PARAM" -> use(node, "paramtype", "paramtypmod");
            case "AGGREF" -> plain(node, "aggtype");
            case "WINDOWFUNC" -> plain(node, "wintype");
            case "GROUPINGFUNC" -> TypeUse.plain(INTEGER);
            case "SUBSCRIPTINGREF" -> use(node, "refrestype", "reftypmod");
            case "FUNCEXPR" -> new TypeUse(node.number("funcresulttype"), lengthCoercion(node), false);
            case "NAMEDARGEXPR", "COLLATEEXPR" -> inner(node, "arg");
            case "OPEXPR" -> plain(node, "opresulttype");
            case "NULLIFEXPR" -> new TypeUse(node.number("opresulttype"), firstModifier(node), false);
            case "DISTINCTEXPR",
                    "SCALARARRAYOPEXPR",
                    "BOOLEXPR",
                    "BOOL",
                    "ROWCOMPAREEXPR",
                    "NULLTEST",
                    "BOOLEANTEST",
                    "JSONISPREDICATE",
                    "CURRENTOFEXPR" -> TypeUse.plain(BOOLEAN);
            case "SUBLINK" -> subLink(node);
            case "FIELDSELECT", "RELABELTYPE", "ARRAYCOERCEEXPR", "COERCETODOMAIN" ->
                use(node, "resulttype", "resulttypmod");
            case "FIELDSTORE", "COERCEVIAIO", "CONVERTROWTYPEEXPR" -> plain(node, "resulttype");
            case "CASEEXPR" -> shared(node.number("casetype"), caseResults(node));
            case "CASETESTEXPR", "COERCETODOMAINVALUE", "SETTODEFAULT" -> use(node, "typeId", "typeMod");
            case "ARRAYEXPR" -> array(node);
            case "ROWEXPR" -> plain(node, "row_typeid");
            case "COALESCEEXPR" -> shared(node.number("coalescetype"), node.nodes("args"));
            case "MINMAXEXPR" -> shared(node.number("minmaxtype"), node.nodes("args"));
            case "SQLVALUEFUNCTION" -> use(node, "type", "typmod");
            case "XMLEXPR" -> xml(node);
            case "JSONVALUEEXPR" -> inner(node, "formatted_expr");
            case "JSONCONSTRUCTOREXPR", "JSONEXPR" ->
                node.node("returning")
                        .map(returning -> use(returning, "typid", "typmod"))
                        .orElse(TypeUse.UNKNOWN);
            case "NEXTVALUEEXPR" -> plain(node, "typeId");
            default -> TypeUse.UNKNOWN;
        };
    }

    private static TypeUse use(TreeNode node, String type, String modifier) {
        return new TypeUse(node.number(type), modifier(node.text(modifier)), false);
    }

    private static TypeUse plain(TreeNode node, String type) {
        return TypeUse.plain(node.number(type));
    }

    private static TypeUse inner(TreeNode node, String field) {
        return node.node(field).map(ExpressionType::of).orElse(TypeUse.UNKNOWN);
    }

    private static int modifier(String text) {
        return text.isEmpty() ? -1 : Integer.parseInt(text);
    }

    /** A cast to a type with a length is a call of a function that takes the modifier. */
    private static int lengthCoercion(TreeNode call) {
        List<TreeNode> arguments = call.nodes("args");
        if (call.number("funcformat") == CALL || arguments.size() < 2 || arguments.size() > 3) {
            return -1;
        }
        TreeNode second = arguments.get(1);
        return second.is("CONST") && second.number("consttype") == INTEGER && !second.flag("constisnull")
                ? (int) QueryTree.constant(second)
                : -1;
    }

    private static int firstModifier(TreeNode node) {
        return node.nodes("args").stream()
                .findFirst()
                .map(argument -> of(argument).modifier())
                .orElse(-1);
    }

    private static TypeUse subLink(TreeNode link) {
        long kind = link.number("subLinkType");
        if (kind != EXPRESSION_SUBLINK && kind != ARRAY_SUBLINK) {
            return TypeUse.plain(BOOLEAN);
        }
        TypeUse selected = link.node("subselect").stream()
                .flatMap(query -> query.nodes("targetList").stream())
                .findFirst()
                .map(target -> inner(target, "expr"))
                .orElse(TypeUse.UNKNOWN);
        return kind == ARRAY_SUBLINK ? new TypeUse(selected.oid(), selected.modifier(), true) : selected;
    }

    /** A modifier holds only if all alternatives have it. */
    private static TypeUse shared(long type, List<TreeNode> alternatives) {
        List<TypeUse> uses =
                alternatives.stream().map(ExpressionType::of).distinct().toList();
        boolean same = uses.size() == 1 && uses.get(0).oid() == type;
        return new TypeUse(type, same ? uses.get(0).modifier() : -1, false);
    }

    private static List<TreeNode> caseResults(TreeNode node) {
        List<TreeNode> results = new ArrayList<>(node.nodes("args").stream()
                .flatMap(when -> when.node("result").stream())
                .toList());
        Optional<TreeNode> otherwise = node.node("defresult");
        otherwise.ifPresent(results::add);
        return results;
    }

    private static TypeUse array(TreeNode node) {
        List<TypeUse> elements = node.nodes("elements").stream()
                .map(ExpressionType::of)
                .distinct()
                .toList();
        boolean nested = node.flag("multidims");
        long expected = node.number(nested ? "array_typeid" : "element_typeid");
        boolean same = elements.size() == 1 && elements.get(0).oid() == expected;
        return new TypeUse(node.number("array_typeid"), same ? elements.get(0).modifier() : -1, false);
    }

    private static TypeUse xml(TreeNode node) {
        long operation = node.number("op");
        return TypeUse.plain(operation == XML_IS_DOCUMENT ? BOOLEAN : operation == XML_SERIALIZE ? TEXT : XML);
    }
}
