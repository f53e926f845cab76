package dev.reverseetl.setup;

/** What a {@link SetupPlan} is for. */
public enum PlanPurpose {
    /** To make the database a source. */
    SET_UP,
    /** To take away what the role has and the source doesn't need. */
    REMOVE_EXCESS,
    /** To remove the role from the database altogether. */
    TEAR_DOWN,
    /** To take back what one run added. */
    UNDO
}
