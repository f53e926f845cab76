package dev.reverseetl.testing;

import java.util.concurrent.ThreadLocalRandom;

/** What the names of everything that a test puts into a shared cluster have in common, and nobody else's. */
record TestToken(String text) {
    /** A regular expression for any test's token. */
    static final String ANY = "zz[0-9a-z]{10}";

    private static final long SMALLEST = Long.parseLong("1000000000", 36);
    private static final long LARGEST = Long.parseLong("zzzzzzzzzz", 36);

    static TestToken next() {
        long random = ThreadLocalRandom.current().nextLong(SMALLEST, LARGEST);
        return new TestToken("zz" + Long.toString(random, 36));
    }
}
