package dev.reverseetl.testing;

import java.util.function.Predicate;

/** What happens, once, before the first statement that is meant goes to the server. */
record WireInterception(Predicate<String> which, Action action) {
    /** Gets the process id of the server's backend. */
    interface Action {
        Fate before(int backend) throws Exception;
    }

    /** What becomes of the statement and its connection. */
    enum Fate {
        GOES_ON,
        CUT_NOW,
        CUT_INSTEAD_OF_ANSWER
    }
}
