package dev.reverseetl.testing;

import java.util.ArrayList;
import java.util.List;

/** Collects statements and round trips as they go by. Thread-safe; connections that are used at once share a turn. */
final class WireTurns {
    private final List<String> statements = new ArrayList<>();
    private final List<WireTurn> turns = new ArrayList<>();
    /** The place of the first statement that no turn holds yet. */
    private int next;

    private long began;

    synchronized void add(String sql) {
        if (next == statements.size()) {
            began = System.nanoTime();
        }
        statements.add(sql);
    }

    synchronized void end() {
        long now = System.nanoTime();
        List<String> held = statements.subList(next, statements.size());
        turns.add(new WireTurn(held, held.isEmpty() ? now : began, now));
        next = statements.size();
    }

    synchronized void clear() {
        statements.clear();
        turns.clear();
        next = 0;
    }

    synchronized List<String> statements() {
        return List.copyOf(statements);
    }

    synchronized List<WireTurn> all() {
        return List.copyOf(turns);
    }
}
