package dev.reverseetl;

/** How much a {@link Finding} matters. Ordered from harmless to impossible. */
public enum Severity {
    /** Worth knowing; nothing has to be done. */
    NOTICE,
    /** Endangers the source, or gives away more than it needs. */
    WARNING,
    /** Makes the source impossible. */
    BLOCKER
}
