package dev.reverseetl.setup;

/** How far it has been shown that a sync will work. */
public enum Proof {
    /**
     * A login as the role succeeded, over the way given, and what Segment does in a sync was done as the role and
     * rolled back.
     */
    LOGGED_IN,
    /** What Segment does in a sync was done as the role and rolled back; a login was not possible or not tried. */
    REHEARSED,
    /** Only the catalogs say that it should work; this is no proof. */
    STATIC_ONLY
}
