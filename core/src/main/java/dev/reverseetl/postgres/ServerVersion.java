package dev.reverseetl.postgres;

/**
 * A PostgreSQL server's version. Immutable and thread-safe.
 *
 * @param number the value of {@code server_version_num}, such as {@code 170011} for 17.11
 */
public record ServerVersion(int number) implements Comparable<ServerVersion> {
    /** The oldest major version that this library works with. */
    public static final int OLDEST_SUPPORTED_MAJOR = 14;

    /** {@return the major version, such as 17} */
    public int major() {
        return number / 10_000;
    }

    /**
     * Tells whether the server is of this major version or a newer one.
     *
     * @param major a major version, such as 16
     * @return whether {@link #major()} is at least that
     */
    public boolean isAtLeast(int major) {
        return major() >= major;
    }

    /** {@return whether this library works with the server: PostgreSQL 14 or newer} */
    public boolean isSupported() {
        return isAtLeast(OLDEST_SUPPORTED_MAJOR);
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Integer.compare(number, other.number);
    }

    /** Returns the version as people write it, such as {@code 17.11}. */
    @Override
    public String toString() {
        return major() + "." + number % 10_000;
    }
}
