package dev.reverseetl.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a column's type: whether all values that it could have can still be had, and look alike. A real as
 * double precision doesn't: 0.1 becomes 0.10000000149011612.
 */
enum TypeChange {
    SAME,
    WIDENED,
    CHANGED;

    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?((?: [a-z ]+)?)((?:\\[])*)");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    /** Compares two types as {@code format_type} writes them. */
    static TypeChange between(String before, String now) {
        if (before.equals(now)) {
            return SAME;
        }
        Optional<Written> one = Written.of(before);
        Optional<Written> other = Written.of(now);
        return one.isPresent() && other.isPresent() && other.get().isWiderThan(one.get()) ? WIDENED : CHANGED;
    }

    /**
     * A built-in type in its parts.
     *
     * @param name its name without what is in parentheses
     * @param first the first number in parentheses
     * @param second the second one
     * @param array {@code []} for each dimension; one in practice
     */
    private record Written(String name, Optional<Integer> first, Optional<Integer> second, String array) {
        static Optional<Written> of(String type) {
            Matcher parts = TYPE.matcher(type);
            return parts.matches()
                    ? Optional.of(new Written(
                            parts.group(1) + parts.group(4),
                            Optional.ofNullable(parts.group(2)).map(Integer::valueOf),
                            Optional.ofNullable(parts.group(3)).map(Integer::valueOf),
                            parts.group(5)))
                    : Optional.empty();
        }

        boolean isWiderThan(Written other) {
            if (!array.equals(other.array)) {
                return false;
            }
            if (isAfter(INTEGERS, other)) {
                return true;
            }
            if (isText() && other.isText()) {
                return isAtLeast(first, other.first);
            }
            if (name.equals("numeric")) {
                return other.name.equals("numeric")
                        ? hasRoomOf(other)
                        : first.isEmpty() && INTEGERS.contains(other.name);
            }
            boolean lengthened = name.startsWith("time") || name.equals("bit varying") || name.equals("interval");
            return name.equals(other.name) && lengthened && isAtLeast(first, other.first);
        }

        private boolean isAfter(List<String> order, Written other) {
            return order.contains(other.name) && order.indexOf(name) > order.indexOf(other.name);
        }

        /** Both have no length of their own, or one up to which values may be. */
        private boolean isText() {
            return Arrays.asList("text", "character varying").contains(name);
        }

        private boolean hasRoomOf(Written other) {
            if (first.isEmpty() || other.first.isEmpty()) {
                return first.isEmpty();
            }
            int scale = second.orElse(0);
            int otherScale = other.second.orElse(0);
            return scale >= otherScale && first.get() - scale >= other.first.get() - otherScale;
        }

        private static boolean isAtLeast(Optional<Integer> one, Optional<Integer> other) {
            return one.isEmpty() || (other.isPresent() && one.get() >= other.get());
        }
    }
}
