package dev.reverseetl.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The exact name of a database object: never folded to lower case, never truncated. The only place of this library that
 * quotes a name for SQL. Immutable and thread-safe; ordered by the name's characters.
 *
 * @param value the name as the catalogs hold it, one to 63 bytes of UTF-8
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS">PostgreSQL:
 *     Identifiers and Key Words</a>
 */
public record Identifier(String value) implements Comparable<Identifier> {
    /** The longest name that a server built with default settings keeps, in bytes. */
    public static final int MAX_BYTES = 63;

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws NullPointerException if {@code value} is null
     * @throws IllegalArgumentException if {@code value} is empty, longer than 63 bytes of UTF-8, not encodable, or
     *     holds the character NUL
     */
    public Identifier {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A name must not be empty");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Name \"" + value.replace("\0", "\\0")
                    + "\" holds the character NUL, which PostgreSQL can't store");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("Name \"" + value + "\" holds an unpaired surrogate");
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("Name \"" + value + "\" is " + bytes + " bytes long; PostgreSQL keeps "
                    + MAX_BYTES + " and would cut it silently. Choose a shorter name");
        }
    }

    /**
     * Returns the identifier of exactly this name.
     *
     * @param value the name, without quotes
     * @return the identifier
     * @throws IllegalArgumentException if the name is empty, longer than 63 bytes of UTF-8, or holds NUL
     */
    public static Identifier of(String value) {
        return new Identifier(value);
    }

    /** {@return the name for use in SQL, always in double quotes} */
    public String quoted() {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(Identifier other) {
        return value.compareTo(other.value);
    }

    /** {@return the bare name} */
    @Override
    public String toString() {
        return value;
    }
}
