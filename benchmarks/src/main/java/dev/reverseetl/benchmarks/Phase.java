package dev.reverseetl.benchmarks;

import dev.reverseetl.testing.WireTurn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of an audit, and how long it takes in nanoseconds.
 *
 * @param name what it does
 * @param roundTrips its round trips
 * @param waiting how long the client waited for the server
 * @param working how long the client then worked, until it asked for the next thing
 */
record Phase(String name, int roundTrips, long waiting, long working) {
    private static final String START = "begin: the server, the role, its settings";

    /** Tells a phase by what is in its statements; the first that fits. */
    private record Mark(String text, String name) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("CREATE TEMP VIEW", "bind: a temporary view per model"),
            new Mark("debug_print_parse", "bind: a printed parse tree per model"),
            new Mark("BEGIN ATOMIC", "read: bodies of functions that are text"),
            new Mark("EXPLAIN (COSTS OFF)", "settle: EXPLAIN as the role"),
            new Mark("has_any_column_privilege", "compare: rights, keys, the role's state"),
            new Mark("WITH RECURSIVE used", "read: catalogs, level by level"),
            new Mark("ROLLBACK", "roll back"),
            new Mark("application_name", START),
            new Mark("BEGIN", START),
            new Mark("SET TRANSACTION ISOLATION", START));

    /** Returns the phases of several equal audits, each with the mean of its times. */
    static List<Phase> meansOf(List<List<WireTurn>> audits) {
        Map<String, Phase> sums = new LinkedHashMap<>();
        for (List<WireTurn> audit : audits) {
            for (Phase phase : of(audit)) {
                sums.merge(phase.name, phase, Phase::plus);
            }
        }
        int count = audits.size();
        return sums.values().stream()
                .map(sum -> new Phase(sum.name, sum.roundTrips / count, sum.waiting / count, sum.working / count))
                .toList();
    }

    private static List<Phase> of(List<WireTurn> turns) {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            WireTurn turn = turns.get(i);
            long next = i + 1 < turns.size() ? turns.get(i + 1).began() : turn.ended();
            // Statements that were sent before the answer to an earlier one had come may be, all or some of them, in
            // that one's turn: what no mark tells goes on with what has begun.
            String name = marked(turn).orElse(i == 0 ? START : phases.get(i - 1).name);
            phases.add(new Phase(name, 1, turn.duration().toNanos(), next - turn.ended()));
        }
        return phases;
    }

    private static Optional<String> marked(WireTurn turn) {
        String all = String.join(";", turn.statements());
        return MARKS.stream()
                .filter(mark -> all.contains(mark.text))
                .map(Mark::name)
                .findFirst();
    }

    private Phase plus(Phase other) {
        return new Phase(name, roundTrips + other.roundTrips, waiting + other.waiting, working + other.working);
    }
}
