package dev.reverseetl.tracking;

import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes that were rejected and still are in the pending table. */
final class Rejections {
    private static final int FETCH = 2_000;

    private final Set<String> places = new HashSet<>();

    /** The identifiers of those that were read without their places, by the part of the table that they came with. */
    private final Map<String, Set<List<String>>> identifiers = new HashMap<>();

    void add(Change change) {
        if (!change.place().map(places::add).isPresent()) {
            identifiers.computeIfAbsent(change.part(), part -> new HashSet<>()).add(change.identifierTexts());
        }
    }

    int size() {
        return places.size() + identifiers.values().stream().mapToInt(Set::size).sum();
    }

    /** Whether a rejected change of a page still is in the table. */
    boolean hold(String place) {
        return places.contains(place);
    }

    void forget(List<String> taken) {
        taken.forEach(places::remove);
    }

    void clear() {
        places.clear();
        identifiers.clear();
    }

    /**
     * Returns where they stand. That may be more rows than changes: of identifiers that PostgreSQL writes alike, such
     * as functions of one name, all are taken, since a change too many comes again and one too few is lost.
     */
    List<String> places(Transaction transaction, TrackerConfig config, DetectedRun run) {
        List<String> found = new ArrayList<>(places);
        if (!identifiers.isEmpty()) {
            QuerySettings.pin(transaction, config);
            identifiers.forEach((part, wanted) -> found.addAll(lookUp(transaction, config, run, part, wanted)));
        }
        return found;
    }

    /** Compares here, so that no value of the model's gets into a statement, and with it into a server's log. */
    private static List<String> lookUp(
            Transaction transaction, TrackerConfig config, DetectedRun run, String part, Set<List<String>> wanted) {
        int keys = run.columns().keys().size();
        List<String> found = new ArrayList<>();
        Set<List<String>> missing = new HashSet<>(wanted);
        transaction.texts(
                "SELECT " + ModelColumns.list(run.columns().keys(), key -> "p." + key.position()) + ", p.ctid FROM "
                        + run.pending().orElseThrow().quoted(config.tables()) + " AS p WHERE " + part
                        + " AND p.h IS NOT NULL",
                FETCH,
                values -> {
                    List<String> identifier = Arrays.stream(values)
                            .limit(keys)
                            .map(String::valueOf)
                            .toList();
                    if (wanted.contains(identifier)) {
                        found.add(String.valueOf(values[keys]));
                        missing.remove(identifier);
                    }
                    return true;
                });
        if (!missing.isEmpty()) {
            throw TrackingFailure.superseded(config, null);
        }
        return found;
    }
}
