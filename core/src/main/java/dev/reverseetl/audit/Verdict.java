package dev.reverseetl.audit;

/**
 * What an audit says of one model. A constant is never renamed or given another meaning; new ones may be added, so a
 * {@code switch} needs a default branch.
 */
public enum Verdict {
    /** The role can run the query as it is, and sees what it should. */
    OK,
    /**
     * The query fails for the role: {@link ModelAudit#missing()} tells all that it lacks, and a finding where no grant
     * helps.
     */
    MISSING,
    /** The query runs, but row security silently hides rows from the user who acts. */
    FILTERED,
    /** A name in the query stands for another object when the role runs it. */
    CHANGED_MEANING,
    /**
     * Nothing that can be known is missing, but the query calls something that checks rights inside, where nobody can
     * look from outside: {@link ModelAudit#opaque()} names it.
     */
    OK_EXCEPT_OPAQUE,
    /** The query can't even be parsed and its names found by the user who audits. */
    UNRESOLVABLE,
    /** The user who audits may not look closely enough. */
    NOT_AUDITABLE;

    /** {@return whether a sync of the model can be expected to work, as far as privileges go} */
    public boolean isPassed() {
        return this == OK || this == OK_EXCEPT_OPAQUE;
    }
}
