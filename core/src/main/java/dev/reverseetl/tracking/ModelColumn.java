package dev.reverseetl.tracking;

/**
 * A column of the model's result, at its place.
 *
 * @param number its place, from 1
 * @param key its place in the identifier, from 1; 0 if it is no part of it
 * @param name its name
 * @param type its type
 */
record ModelColumn(int number, int key, String name, ColumnType type) {
    boolean identifier() {
        return key > 0;
    }

    /** The name under which it stands in our tables: its own may be taken by the system. */
    String position() {
        return identifier() ? "k" + key : "c" + number;
    }

    /**
     * The value as our tables keep it: without its domain, which has a default for what we leave out or forbids nulls,
     * and texts bytewise, whatever the column's own collation takes for equal.
     */
    String kept(String alias) {
        String value = alias + "." + position();
        return identifier() || type.isDomain() ? cast(value) : value + collation();
    }

    /** Some value as one that can be compared with those that our tables keep. */
    String cast(String value) {
        return "CAST(" + value + " AS " + type.base() + ")" + collation();
    }

    private String collation() {
        return type.collatable() ? " COLLATE pg_catalog.\"C\"" : "";
    }

    /** The value as the checksum sees it. */
    String hashed(String alias) {
        String value = alias + "." + position();
        return type.hashedAsText() ? "CAST(" + value + " AS pg_catalog.text)" : value;
    }

    ValueKind kind() {
        return ValueKind.of(type.baseOid());
    }

    TrackedColumn tracked() {
        return new TrackedColumn(name, type.name(), identifier());
    }
}
