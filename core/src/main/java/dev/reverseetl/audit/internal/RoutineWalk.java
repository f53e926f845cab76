package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.Opaque;
import dev.reverseetl.postgres.Privilege;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks the call of a function: the right to call it, its defaults, its body. */
final class RoutineWalk {
    private final Walk walk;
    private final Set<Long> entered = new HashSet<>();

    RoutineWalk(Walk walk) {
        this.walk = walk;
    }

    /** Walks a call that was written, with its arguments. */
    void call(RoutineEntry routine, TreeNode call, Frame frame) {
        if (call.is("FUNCEXPR")) {
            defaults(routine, FoldingRules.args(call), frame);
            if (routine.isBuiltIn() && SequenceFunctions.isOne(routine.name())) {
                walk.needs.routine(routine, frame.invoker(), frame);
                if (SideEffects.changesSequence(routine.name())) {
                    walk.needs.findings.add(SideEffects.onSequence(routine.name()));
                }
                sequence(routine, call, frame);
                return;
            }
        }
        if (walk.folding.isNull(call)) {
            walk.needs.routine(routine, frame.invoker(), frame); // what is strict isn't entered with null
        } else {
            call(routine, frame);
        }
    }

    /** Tells whether the planner may drop an argument: one that the body of an SQL function doesn't use. */
    static boolean mayDrop(RoutineEntry routine, int argument) {
        boolean inlined = routine.isSql()
                && !routine.isBuiltIn()
                && !routine.strict()
                && !routine.definer()
                && routine.body().size() == 1;
        return inlined && !uses(routine.body().get(0), argument + 1L);
    }

    private static boolean uses(TreeNode node, long parameter) {
        boolean[] found = {node.is("PARAM") && node.number("paramkind") == 0 && node.number("paramid") == parameter};
        node.forEachChild(child -> found[0] |= uses(child, parameter));
        return found[0];
    }

    /** The defaults are those of the last arguments; named ones may be given out of turn. */
    private void defaults(RoutineEntry routine, List<TreeNode> args, Frame frame) {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < args.size(); i++) {
            given.add(args.get(i).is("NAMEDARGEXPR") ? (int) args.get(i).number("argnumber") : i);
        }
        Frame inside = frame.into("default argument of " + routine.described());
        int first = routine.arguments() - routine.defaults().size();
        for (int i = 0; i < routine.defaults().size(); i++) {
            if (!given.contains(first + i)) {
                walk.expressions.walk(routine.defaults().get(i), inside);
            }
        }
    }

    /** Walks a call by way of an operator or a cast. */
    void call(RoutineEntry routine, Frame frame) {
        walk.needs.routine(routine, frame.invoker(), frame);
        parts(routine, frame);
        if (routine.isBuiltIn()) {
            builtIn(routine, frame);
        } else {
            body(routine, frame);
        }
    }

    /** What an aggregate is made of, its owner must be allowed to call. */
    private void parts(RoutineEntry aggregate, Frame frame) {
        for (long part : aggregate.parts()) {
            walk.catalog.routine(part).ifPresent(function -> {
                Frame inside = frame.into(aggregate.described());
                walk.needs.routine(function, aggregate.owner(), inside);
                if (!function.isBuiltIn()) {
                    body(function, inside);
                }
            });
        }
    }

    private void builtIn(RoutineEntry routine, Frame frame) {
        if (!routine.body().isEmpty()) {
            body(routine, frame);
            return;
        }
        BuiltIns.Kind kind = BuiltIns.kindOf(routine);
        if (kind == BuiltIns.Kind.DEPENDS_ON_ROLE) {
            walk.expressions.dependsOnRole("the " + routine.described());
        }
        if (kind == BuiltIns.Kind.OPAQUE) {
            opaque(routine, "it is built in, and may check rights when it runs");
        }
    }

    private void body(RoutineEntry routine, Frame frame) {
        if (routine.definer()) {
            walk.needs.findings.add(new Finding(
                    "SECURITY_DEFINER",
                    Severity.NOTICE,
                    "The " + routine.described() + " runs with the rights of its owner "
                            + routine.owner().name().quoted() + ", not with those of "
                            + frame.invoker().name().quoted() + ".",
                    "Check that the role may see what it returns."));
        }
        if (routine.kind() == 'a') {
            return;
        }
        Optional<String> setting = OwnSettings.decisive(routine);
        if (setting.isPresent()) {
            opaque(routine, "its own setting " + setting.get() + " decides on rights when it runs");
        } else if (!routine.isSql()) {
            foreign(routine);
        } else if (routine.body().isEmpty()) {
            opaque(routine, "its body can't be read as standard SQL");
        } else if (entered.add(routine.oid())) {
            OwnerEntry runner = routine.definer() ? routine.owner() : frame.invoker();
            Optional<NamesInText> text =
                    routine.source().isEmpty() ? Optional.empty() : Optional.of(new NamesInText(routine.source()));
            Frame inside = frame.intoBody(routine.described(), runner, text);
            walk.schemas(walk.catalog.schemasIn(routine.source()).certain(), inside);
            routine.body().forEach(query -> walk.expressions.walk(query, inside));
            result(routine, inside);
            entered.remove(routine.oid());
        }
    }

    /** Notes functions that PostgreSQL calls to sort or to hash, without asking whether that is allowed. */
    void compare(List<Long> functions) {
        functions.stream()
                .flatMap(oid -> walk.catalog.routine(oid).stream())
                .filter(function -> !isCompiled(function))
                .forEach(function -> opaque(function, "it sorts or hashes values, and may check rights when it runs"));
    }

    private static boolean isCompiled(RoutineEntry routine) {
        return routine.language().equals("c") || routine.language().equals("internal");
    }

    /** What a body selects becomes a value of the domain that the function returns, unless it is one already. */
    private void result(RoutineEntry routine, Frame inside) {
        boolean made = QueryTree.lastSelected(routine.body())
                .filter(selected -> QueryTree.type(selected) == routine.result())
                .isEmpty();
        if (made) {
            walk.types.domain(routine.result(), inside);
            Set<Long> selected = QueryTree.lastSelectedTypes(routine.body());
            Stream.concat(walk.types.columns(routine.result()).stream(), routine.outputs().stream())
                    .filter(column -> !selected.contains(column))
                    .forEach(column -> walk.types.domain(column, inside));
        }
    }

    private void foreign(RoutineEntry routine) {
        if (!isCompiled(routine)) {
            opaque(routine, "its body is in " + routine.language() + ", and may check rights when it runs");
        } else if (ExtensionFunctions.readsTables(routine.name())) {
            opaque(routine, "it reads tables that only its arguments name");
        }
    }

    private void sequence(RoutineEntry routine, TreeNode call, Frame frame) {
        Optional<RelationEntry> sequence = FoldingRules.args(call).stream()
                .findFirst()
                .filter(arg -> arg.is("CONST"))
                .flatMap(arg -> walk.catalog.relation(QueryTree.constant(arg)));
        Optional<Privilege> privilege = SequenceFunctions.privilege(routine.name());
        if (sequence.isPresent() && privilege.isPresent()) {
            walk.needs.sequence(sequence.get(), privilege.get(), frame);
        } else {
            opaque(routine, "which sequence it uses is known only when it runs");
        }
    }

    /** A query that writes can't be a model: Segment runs it within another. */
    void writes(Frame frame) {
        if (frame.names().isPresent() && !frame.blind()) {
            walk.needs.findings.add(new Finding(
                    "MODEL_WRITES",
                    Severity.BLOCKER,
                    "The query holds a statement that writes, and Segment runs it inside of another query, where"
                            + " PostgreSQL refuses that.",
                    "Let it only read."));
        }
        walk.needs.opaque.add(new Opaque(
                frame.why().get(frame.why().size() - 1),
                "it writes, and what that sets off is known only when it runs"));
    }

    private void opaque(RoutineEntry routine, String reason) {
        walk.needs.opaque.add(new Opaque(routine.described(), reason));
    }
}
