package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.audit.internal.NamedObject.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Walks an expression: the functions that it calls, the types and constants that it names, its subqueries. */
final class ExpressionWalk {
    /** The first of SQL's special values that depend on who asks: {@code CURRENT_ROLE} and its like. */
    private static final long CURRENT_ROLE = 10;

    private static final String EXPLICIT = "1";

    /** The last is that of hstore. */
    private static final Pattern READING_VALUES =
            Pattern.compile("jsonb?_(populate_record|populate_recordset|to_record|to_recordset)|populate_record");

    private final Walk walk;

    ExpressionWalk(Walk walk) {
        this.walk = walk;
    }

    void walk(TreeNode node, Frame frame) {
        switch (node.tag()) {
            case "TOO_DEEP" -> tooDeep(frame);
            case "SUBLINK" -> subquery(node, frame);
            case "QUERY" -> walk.queries.walk(node, frame, UsedColumns.all(), false);
            case "BOOLEXPR" -> bool(node, frame, false);
            case "CASEEXPR" -> cases(node, frame);
            case "COALESCEEXPR" -> coalesce(node, frame);
            case "FUNCEXPR", "AGGREF", "WINDOWFUNC" -> call(node, frame);
            case "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR" -> walk.operators.walk(node, frame, false);
            case "FIELDSELECT" -> fieldSelection(node, frame);
            case "WINDOWCLAUSE" -> window(node, frame);
            case "SORTGROUPCLAUSE" -> {
                walk.catalog
                        .function(node.number("eqop"))
                        .ifPresent(function ->
                                walk.routines.call(function, frame.softIf(true).unseen()));
                walk.operators.sorts(node);
            }
            case "ROWCOMPAREEXPR" -> {
                node.numbers("opnos").forEach(operator -> walk.operators.compareRows(operator, frame));
                children(node, frame);
            }
            default -> {
                names(node, frame);
                children(node, frame);
            }
        }
    }

    private void children(TreeNode node, Frame frame) {
        node.forEachChild(child -> walk(child, frame));
    }

    void tooDeep(Frame frame) {
        List<String> why = frame.why();
        walk.needs.opaque.add(new Opaque(why.get(why.size() - 1), "what it says is nested too deeply to be looked at"));
    }

    /** EXISTS asks for no column. */
    private void subquery(TreeNode node, Frame frame) {
        node.node("testexpr").ifPresent(test -> walk(test, frame));
        UsedColumns used =
                node.number("subLinkType") == QueryTree.EXISTS_SUBLINK ? UsedColumns.none() : UsedColumns.all();
        node.node("subselect").ifPresent(query -> walk.queries.walk(query, frame, used, false));
    }

    /** The plan compares neighbouring rows by these operators in any case. */
    private void window(TreeNode node, Frame frame) {
        Stream.of("partitionClause", "orderClause")
                .flatMap(clause -> node.nodes(clause).stream())
                .peek(walk.operators::sorts)
                .flatMap(clause -> walk.catalog.function(clause.number("eqop")).stream())
                .forEach(function -> walk.routines.call(function, frame));
        Stream.of("startOffset", "endOffset")
                .flatMap(offset -> node.node(offset).stream())
                .forEach(offset -> walk(offset, frame));
    }

    /** The planner pushes NOT down to the operators, and takes their negators. */
    private void bool(TreeNode node, Frame frame, boolean negated) {
        boolean negates = negated != node.text("boolop").equals("not");
        List<TreeNode> args = FoldingRules.args(node);
        long folding = args.stream()
                .filter(arg -> walk.folding.mayFold(arg, frame.scope()))
                .count();
        Set<TreeNode> absorbed = Absorption.absorbed(node);
        for (TreeNode arg : args) {
            long others = folding - (walk.folding.mayFold(arg, frame.scope()) ? 1 : 0);
            Frame inside = frame.softIf(others > 0 || absorbed.contains(arg));
            switch (arg.tag()) {
                case "BOOLEXPR" -> bool(arg, inside, negates);
                case "OPEXPR", "SCALARARRAYOPEXPR" -> walk.operators.walk(arg, inside, negates);
                default -> walk(arg, inside);
            }
        }
    }

    private void cases(TreeNode node, Frame frame) {
        boolean folding = walk.folding.mayFold(node, frame.scope());
        children(node, frame.softIf(folding));
    }

    private void coalesce(TreeNode node, Frame frame) {
        boolean soft = false;
        for (TreeNode arg : FoldingRules.args(node)) {
            walk(arg, frame.softIf(soft));
            soft |= walk.folding.mayFold(arg, frame.scope());
        }
    }

    private void call(TreeNode node, Frame frame) {
        String field = field(node);
        RoutineEntry routine = walk.catalog
                .routine(node.number(field))
                .orElseThrow(() -> new VanishedObjectException("function", node.number(field)));
        boolean written = !node.is("FUNCEXPR") || node.text("funcformat").equals("0");
        frame.names().filter(names -> written).ifPresent(names -> walk.needs.schema(routine.schema(), frame));
        if (node.is("FUNCEXPR") && node.text("funcformat").equals(EXPLICIT)) {
            type(node.number("funcresulttype"), frame);
        }
        Frame called = frame.softIf(walk.folding.isNull(node));
        if (readsValues(node)) {
            walk.types.reading(node.number("funcresulttype"), called);
        }
        walk.routines.call(routine, node, called);
        sorting(node, called);
        List<TreeNode> args = FoldingRules.args(node);
        for (int i = 0; i < args.size(); i++) {
            TreeNode arg = args.get(i);
            int place = arg.is("NAMEDARGEXPR") ? (int) arg.number("argnumber") : i;
            walk(arg, called.softIf(node.is("FUNCEXPR") && RoutineWalk.mayDrop(routine, place)));
        }
        Stream.concat(node.nodes("aggdirectargs").stream(), node.node("aggfilter").stream())
                .forEach(child -> walk(child, called));
    }

    /**
     * What an aggregate sorts by is compared without asking, as are its distinct values, but not those of several
     * arguments.
     */
    private void sorting(TreeNode aggregate, Frame called) {
        List<TreeNode> distinct = aggregate.nodes("aggdistinct");
        Stream.concat(aggregate.nodes("aggorder").stream(), distinct.stream()).forEach(walk.operators::sorts);
        distinct.stream()
                .filter(clause -> distinct.size() > 1)
                .flatMap(clause -> walk.catalog.function(clause.number("eqop")).stream())
                .forEach(function -> walk.routines.call(function, called));
    }

    /** Tells whether a function makes values of types that its caller chooses out of texts. */
    private boolean readsValues(TreeNode call) {
        return call.is("FUNCEXPR")
                && walk.catalog
                        .routine(call.number("funcid"))
                        .filter(routine ->
                                READING_VALUES.matcher(routine.name().value()).matches())
                        .isPresent();
    }

    private static String field(TreeNode node) {
        return switch (node.tag()) {
            case "AGGREF" -> "aggfnoid";
            case "WINDOWFUNC" -> "winfnoid";
            default -> "funcid";
        };
    }

    /** Of a row that is put together here, only the column that is asked for is computed. */
    private void fieldSelection(TreeNode node, Frame frame) {
        Optional<TreeNode> row = node.node("arg").filter(arg -> arg.is("ROWEXPR"));
        row.ifPresent(made -> names(made, frame));
        row.ifPresentOrElse(
                made -> {
                    List<TreeNode> columns = FoldingRules.args(made);
                    for (int i = 0; i < columns.size(); i++) {
                        walk(columns.get(i), frame.softIf(i + 1 != node.number("fieldnum")));
                    }
                },
                () -> children(node, frame));
    }

    /** Notes the schemas of names that were written, and what depends on who asks. */
    private void names(TreeNode node, Frame frame) {
        switch (node.tag()) {
            case "CONST" -> constant(node, frame);
            case "RELABELTYPE" -> explicit(node, "relabelformat", frame);
            case "ARRAYCOERCEEXPR" -> explicit(node, "coerceformat", frame);
            case "CONVERTROWTYPEEXPR" -> explicit(node, "convertformat", frame);
            case "ROWEXPR" -> {
                if (node.text("row_format").equals(EXPLICIT)) {
                    type(node.number("row_typeid"), frame);
                }
            }
            case "ARRAYEXPR" -> writtenType(node.number("array_typeid"), frame);
            case "COERCEVIAIO" -> {
                explicit(node, "coerceformat", frame);
                walk.types.reading(node.number("resulttype"), frame);
                walk.catalog
                        .type(node.number("resulttype"))
                        .flatMap(type -> walk.catalog.routine(type.input()))
                        .ifPresent(input -> walk.routines.call(input, frame.softIf(true)));
            }
            case "COERCETODOMAIN" -> {
                explicit(node, "coercionformat", frame);
                walk.types.domain(node.number("resulttype"), frame);
            }
            case "COLLATEEXPR" -> named(new Reference(NamedObject.REGCOLLATION, node.number("collOid")), frame);
            case "RANGETBLFUNCTION" -> {
                node.numbers("funccoltypes").forEach(type -> type(type, frame));
                if (node.node("funcexpr").filter(this::readsValues).isPresent()) {
                    node.numbers("funccoltypes").forEach(type -> walk.types.reading(type, frame));
                }
            }
            case "TABLEFUNC" ->
                node.numbers("coltypes").forEach(type -> {
                    type(type, frame);
                    walk.types.reading(type, frame);
                });
            case "JSONEXPR" ->
                node.node("returning").ifPresent(returning -> walk.types.reading(returning.number("typid"), frame));
            case "MINMAXEXPR" ->
                walk.catalog
                        .type(node.number("minmaxtype"))
                        .ifPresent(type -> walk.routines.compare(type.comparisons()));
            case "SQLVALUEFUNCTION" -> {
                if (node.number("op") >= CURRENT_ROLE) {
                    dependsOnRole("a special value such as CURRENT_USER");
                }
            }
            default -> {
                // names nothing
            }
        }
    }

    private void constant(TreeNode node, Frame frame) {
        writtenType(node.number("consttype"), frame);
        if (frame.names().isPresent() && !node.flag("constisnull")) {
            walk.types.constraints(node.number("consttype"), frame.parsed());
        }
        if (NamedObject.isReference(node.number("consttype"))) {
            Reference reference = new Reference(node.number("consttype"), QueryTree.constant(node));
            Optional.ofNullable(walk.catalog.named.get(reference))
                    .filter(object -> frame.names()
                            .filter(names -> names.isInString(object.name()))
                            .isPresent())
                    .ifPresent(object -> walk.needs.schema(object.schema(), frame));
        }
    }

    private void named(Reference reference, Frame frame) {
        if (frame.names().isPresent()) {
            Optional.ofNullable(walk.catalog.named.get(reference))
                    .ifPresent(object -> walk.needs.schema(object.schema(), frame));
        }
    }

    private void explicit(TreeNode node, String format, Frame frame) {
        if (node.text(format).equals(EXPLICIT)) {
            type(node.number("resulttype"), frame);
        }
    }

    private void type(long oid, Frame frame) {
        if (frame.names().isPresent()) {
            walk.catalog.type(oid).ifPresent(type -> walk.needs.schema(type.schema(), frame));
        }
    }

    /** The tree doesn't tell whether the type was written or inferred from what it is compared with. */
    private void writtenType(long oid, Frame frame) {
        walk.catalog
                .type(oid)
                .filter(type -> frame.names()
                        .filter(names -> names.isTypeWritten(type.schema().name(), type.name()))
                        .isPresent())
                .ifPresent(type -> walk.needs.schema(type.schema(), frame));
    }

    void dependsOnRole(String what) {
        walk.needs.findings.add(new Finding(
                "RESULT_DEPENDS_ON_ROLE",
                Severity.NOTICE,
                "The result depends on who asks: the query uses " + what + ".",
                "Check the result as the role itself."));
    }
}
