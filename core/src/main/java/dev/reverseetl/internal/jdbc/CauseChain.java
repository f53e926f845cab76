package dev.reverseetl.internal.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An exception and what caused it, outermost first. */
final class CauseChain {
    /** Enough for any wrapping, and an end for chains that bite their own tail. */
    private static final int LONGEST = 50;

    private final List<Throwable> causes;

    private CauseChain(List<Throwable> causes) {
        this.causes = causes;
    }

    static CauseChain of(Throwable failure) {
        return new CauseChain(Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST)
                .toList());
    }

    boolean has(Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    /** Returns all of this type, outermost first. */
    <T extends Throwable> Stream<T> all(Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends Throwable> Optional<T> innermost(Class<T> type) {
        return all(type).reduce((outer, inner) -> inner);
    }
}
