package dev.reverseetl.tracking;

import dev.reverseetl.testing.WireProxy;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Something that goes wrong once, at a chosen place of what a client does through a proxy. */
interface Fault {
    /**
     * Arms it.
     *
     * @param number the place, counted from 1
     * @return whether it has come to that place
     */
    BooleanSupplier at(WireProxy proxy, int number);

    /** At each statement. */
    static Fault atStatement(BiConsumer<WireProxy, Predicate<String>> what) {
        return (proxy, number) -> {
            Nth nth = new Nth(number);
            what.accept(proxy, nth);
            return () -> nth.seen >= number;
        };
    }

    /** The connection is cut at each row: in the middle of a page too. */
    static Fault afterRows() {
        return (proxy, number) -> proxy.cutBeforeRow(number);
    }

    /** The n-th statement. */
    final class Nth implements Predicate<String> {
        private final int number;
        private volatile int seen;

        Nth(int number) {
            this.number = number;
        }

        @Override
        public synchronized boolean test(String sql) {
            seen = seen + 1;
            return seen == number;
        }
    }
}
