package dev.reverseetl.model.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which nodes are wanted: those that fit any of the alternatives, each of which may have several criteria with commas
 * between them, that all must fit. As dbt's {@code --select}.
 *
 * @param alternatives the alternatives; all nodes fit where there are none
 */
record DbtSelection(List<List<Criterion>> alternatives) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern COMMA = Pattern.compile(",");

    static DbtSelection of(List<String> texts) {
        List<List<Criterion>> alternatives = new ArrayList<>();
        for (String text : texts) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("A selection is blank");
            }
            BLANKS.splitAsStream(text.strip())
                    .map(alternative -> Stream.of(COMMA.split(alternative, -1))
                            .map(Criterion::of)
                            .toList())
                    .forEach(alternatives::add);
        }
        return new DbtSelection(alternatives);
    }

    /** Returns the criteria about exposures. */
    Stream<Criterion> exposures() {
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(criterion -> criterion.exposure().isPresent());
    }

    /** Returns the places of the alternatives that fit; the only one, if there are none, is 0. */
    List<Integer> matches(NodeFacts node, Map<String, Set<String>> exposed) {
        if (alternatives.isEmpty()) {
            return List.of(0);
        }
        List<Integer> matching = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).stream().allMatch(criterion -> criterion.matches(node, exposed))) {
                matching.add(i);
            }
        }
        return matching;
    }

    /** Returns an alternative as it was written. */
    String text(int place) {
        return String.join(
                ",", alternatives.get(place).stream().map(Criterion::text).toList());
    }
}
