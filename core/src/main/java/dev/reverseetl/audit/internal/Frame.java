package dev.reverseetl.audit.internal;

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
 * @param blind whether EXPLAIN doesn't look here
 * @param why the stations from the model to here
 */
record Frame(
        OwnerEntry invoker,
        OwnerEntry reader,
        Optional<NamesInText> names,
        boolean soft,
        boolean blind,
        List<String> why) {
    Frame {
        why = List.copyOf(why);
    }

    Frame softIf(boolean condition) {
        return soft || !condition ? this : new Frame(invoker, reader, names, true, blind, why);
    }

    /** Goes into something that is stored as a tree. */
    Frame into(String station) {
        return new Frame(invoker, reader, Optional.empty(), soft, blind, and(station));
    }

    Frame readingAs(OwnerEntry other) {
        return new Frame(invoker, other, names, soft, blind, why);
    }

    /** Goes into the body of a function. */
    Frame intoBody(String station, OwnerEntry runner, Optional<NamesInText> text) {
        return new Frame(runner, runner, text, soft, true, and(station));
    }

    private List<String> and(String station) {
        List<String> longer = new ArrayList<>(why);
        longer.add(station);
        return longer;
    }
}
