package dev.reverseetl.postgres;

import java.util.Comparator;
import java.util.Objects;

/**
 * The name of an object within its schema. Immutable and thread-safe; ordered by schema, then name.
 *
 * @param schema the schema
 * @param name the object's name in it
 */
public record QualifiedName(Identifier schema, Identifier name) implements Comparable<QualifiedName> {
    private static final Comparator<QualifiedName> ORDER =
            Comparator.comparing(QualifiedName::schema).thenComparing(QualifiedName::name);

    /**
     * Checks that neither part is missing.
     *
     * @param schema the schema
     * @param name the name in it
     */
    public QualifiedName {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
    }

    /**
     * Returns the name of an object in a schema. Both are exact: nothing is folded, and a dot is part of the name.
     *
     * @param schema the schema's exact name
     * @param name the object's exact name
     * @return the qualified name
     * @throws IllegalArgumentException if one of them is no valid {@link Identifier}
     */
    public static QualifiedName of(String schema, String name) {
        return new QualifiedName(Identifier.of(schema), Identifier.of(name));
    }

    /** {@return the name for use in SQL, both parts in double quotes} */
    public String quoted() {
        return schema.quoted() + "." + name.quoted();
    }

    @Override
    public int compareTo(QualifiedName other) {
        return ORDER.compare(this, other);
    }

    /** {@return both parts, quoted as for SQL, so that a dot within a name can't mislead} */
    @Override
    public String toString() {
        return quoted();
    }
}
