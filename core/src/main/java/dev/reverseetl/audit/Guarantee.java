package dev.reverseetl.audit;

/** How sure it is that no row breaks a rule, such as that an identifier is unique. */
public enum Guarantee {
    /** PostgreSQL sees to it, by constraints or by the query itself. */
    DECLARED,
    /** No row does today: the model was run. */
    OBSERVED,
    /** Nothing is known: the catalogs don't rule it out, and the model was not run. */
    UNKNOWN,
    /** Some rows do: the model was run. */
    VIOLATED
}
