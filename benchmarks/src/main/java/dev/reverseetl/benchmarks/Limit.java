package dev.reverseetl.benchmarks;

import java.math.BigDecimal;

/**
 * What is promised of a number.
 *
 * @param kind on which side of the bound it has to be
 * @param bound the bound
 */
record Limit(Kind kind, double bound) {
    enum Kind {
        AT_MOST,
        AT_LEAST,
        NONE
    }

    static Limit atMost(double bound) {
        return new Limit(Kind.AT_MOST, bound);
    }

    static Limit atLeast(double bound) {
        return new Limit(Kind.AT_LEAST, bound);
    }

    static Limit none() {
        return new Limit(Kind.NONE, 0);
    }

    boolean holds(double number) {
        return switch (kind) {
            case AT_MOST -> number <= bound;
            case AT_LEAST -> number >= bound;
            case NONE -> true;
        };
    }

    @Override
    public String toString() {
        String number = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
        return switch (kind) {
            case AT_MOST -> "at most " + number;
            case AT_LEAST -> "at least " + number;
            case NONE -> "";
        };
    }
}
