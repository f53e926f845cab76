package dev.reverseetl.tracking;

/** What has become of a row since the last acknowledged run. */
public enum Operation {
    /** Its identifier is new. */
    ADDED,
    /** Its identifier was there already, and a value is another. */
    UPDATED,
    /** Its identifier is gone; of the row, only the identifier is known. */
    DELETED
}
