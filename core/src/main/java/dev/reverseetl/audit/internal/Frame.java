package dev.reverseetl.audit.internal;

import dev.reverseetl.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a query the walk is.
 *
 * @param invoker who runs the query: functions are called as this user
 * @param reader as whom relations are checked: the invoker, or the owner of a view
 * @param names the text whose names are looked up when the query runs; empty within what is stored as a tree
 * @param soft whether the planner may leave this part out
 * @param idle whether the planner may leave out what is computed here, and what it plans apart
 * @param blind whether EXPLAIN doesn't look here
 * @param why the stations from the model to here
 * @param scope the queries around, the innermost first, that columns are of
 */
record Frame(
        OwnerEntry invoker,
        OwnerEntry reader,
        Optional<NamesInText> names,
        boolean soft,
        boolean idle,
        boolean blind,
        List<String> why,
        List<TreeNode> scope) {
    /** PostgreSQL itself takes thousands; this many fit in a small stack. */
    private static final int MAXIMAL_DEPTH = 100;

    Frame {
        why = List.copyOf(why);
        scope = List.copyOf(scope);
    }

    /** Begins with what a model's text says, which is run and read as the same user. */
    static Frame of(Model model, OwnerEntry runner) {
        return new Frame(
                runner,
                runner,
                Optional.of(new NamesInText(model.query())),
                false,
                false,
                false,
                List.of("model \"" + model.name() + "\""),
                List.of());
    }

    /** Tells whether views, functions and policies stand on each other too often to be followed any further. */
    boolean isTooDeep() {
        return why.size() > MAXIMAL_DEPTH;
    }

    Frame softIf(boolean condition) {
        return soft || !condition ? this : new Frame(invoker, reader, names, true, idle, blind, why, scope);
    }

    Frame idleIf(boolean condition) {
        return idle || !condition ? this : new Frame(invoker, reader, names, soft, true, blind, why, scope);
    }

    /** Goes to what is computed here. */
    Frame computed() {
        return softIf(idle);
    }

    /** Goes to what happens as soon as the text is parsed, whatever the planner leaves out later. */
    Frame parsed() {
        return new Frame(invoker, reader, names, false, false, blind, why, scope);
    }

    /** Goes to where EXPLAIN doesn't look, or not as the role would. */
    Frame unseen() {
        return new Frame(invoker, reader, names, soft, idle, true, why, scope);
    }

    /** Goes into a query. */
    Frame within(TreeNode query) {
        List<TreeNode> inner = new ArrayList<>(List.of(query));
        inner.addAll(scope);
        return new Frame(invoker, reader, names, soft, idle, blind, why, inner);
    }

    /** Goes into something that is stored as a tree. */
    Frame into(String station) {
        return new Frame(invoker, reader, Optional.empty(), soft, idle, blind, and(station), scope);
    }

    Frame readingAs(OwnerEntry other) {
        return new Frame(invoker, other, names, soft, idle, blind, why, scope);
    }

    /** Goes into the body of a function. */
    Frame intoBody(String station, OwnerEntry runner, Optional<NamesInText> text) {
        return new Frame(runner, runner, text, soft, idle, true, and(station), scope);
    }

    private List<String> and(String station) {
        List<String> longer = new ArrayList<>(why);
        longer.add(station);
        return longer;
    }
}
