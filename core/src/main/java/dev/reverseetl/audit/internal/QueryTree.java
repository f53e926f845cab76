package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Notices.Notice;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the fields of a parsed query mean; the numbers are the server's own, and alike from 14 to 18. */
final class QueryTree {
    static final long SELECT = 1;

    static final long RELATION = 0;
    static final long SUBQUERY = 1;
    static final long JOIN = 2;
    static final long FUNCTION = 3;
    static final long VALUES = 5;
    static final long CTE = 6;

    static final long EXISTS_SUBLINK = 0;

    /** Bits of what a query wants to do with a relation. */
    static final long WANTS_SELECT = 2;

    static final long WANTS_UPDATE = 4;

    private QueryTree() {}

    /** Returns the query that was wrapped into a view for binding. */
    static TreeNode unwrapped(TreeNode view) {
        if (view.equals(TreeReader.TOO_DEEP)) {
            return view;
        }
        List<TreeNode> entries = view.nodes("rtable");
        return entries.get(entries.size() - 1).node("subquery").orElseThrow();
    }

    /** Tells whether a notice shows a query as it was parsed: not as rewritten, nor its plan. */
    static boolean isPrinted(Notice notice) {
        return notice.message().equals("parse tree:") && notice.detail().startsWith("{QUERY");
    }

    /** Returns the query in what the server prints, if it is one that reads. */
    static Optional<TreeNode> selecting(String printed) {
        return TreeReader.read(WrappedDump.unwrapped(printed)).stream()
                .findFirst()
                .filter(tree -> tree.equals(TreeReader.TOO_DEEP) || tree.number("commandType") == SELECT);
    }

    static boolean isRelation(TreeNode entry) {
        return entry.is("RANGETBLENTRY") && entry.number("rtekind") == RELATION && entry.number("relid") != 0;
    }

    /** Returns what is asked of a relation: the entry itself up to 15, its permission info from 16 on. */
    static TreeNode permissions(TreeNode query, TreeNode entry) {
        int index = (int) entry.number("perminfoindex");
        return index == 0 ? entry : query.nodes("rteperminfos").get(index - 1);
    }

    static boolean isGrouped(TreeNode query) {
        return query.flag("hasAggs")
                || query.flag("hasWindowFuncs")
                || query.flag("hasTargetSRFs")
                || query.fields().containsKey("groupClause")
                || query.fields().containsKey("groupingSets")
                || query.fields().containsKey("havingQual")
                || query.fields().containsKey("distinctClause")
                || query.fields().containsKey("limitCount")
                || query.fields().containsKey("limitOffset")
                || query.fields().containsKey("setOperations")
                || query.fields().containsKey("cteList");
    }

    /** Returns the first column of the last of these queries. */
    static Optional<TreeNode> lastSelected(List<TreeNode> queries) {
        return queries.stream()
                .reduce((one, other) -> other)
                .flatMap(query -> query.nodes("targetList").stream().findFirst())
                .flatMap(target -> target.node("expr"));
    }

    /** Returns the types of what the last of some queries selects. */
    static Set<Long> lastSelectedTypes(List<TreeNode> queries) {
        Set<Long> types = new HashSet<>();
        queries.stream().reduce((one, other) -> other).stream()
                .flatMap(query -> query.nodes("targetList").stream())
                .flatMap(target -> target.node("expr").stream())
                .forEach(expression -> types.add(type(expression)));
        return types;
    }

    /** Returns the OID of the type of an expression of the most common kinds; else 0. */
    static long type(TreeNode expression) {
        return switch (expression.tag()) {
            case "VAR" -> expression.number("vartype");
            case "CONST" -> expression.number("consttype");
            case "PARAM" -> expression.number("paramtype");
            case "FUNCEXPR" -> expression.number("funcresulttype");
            case "AGGREF" -> expression.number("aggtype");
            case "COERCETODOMAIN" -> expression.number("resulttype");
            default -> 0;
        };
    }

    /** Returns the number in a constant of a type that is passed by value; 0 for null. */
    static long constant(TreeNode constant) {
        long number = 0;
        if (constant.fields().get("constvalue") instanceof List<?> bytes) {
            for (int i = Math.min(bytes.size(), Long.BYTES) - 1; i >= 0; i--) {
                number = (number << Byte.SIZE) | (Long.parseLong((String) bytes.get(i)) & 0xff);
            }
        }
        return number;
    }
}
