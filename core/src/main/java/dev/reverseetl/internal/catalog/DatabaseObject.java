package dev.reverseetl.internal.catalog;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Optional;

/**
 * An object that privileges can be granted on. The OID tells it apart from a later object of the same name.
 *
 * @param kind its kind
 * @param oid its OID; 0 while it doesn't exist
 * @param schema its schema, if its kind lives in one
 * @param name its name
 */
public record DatabaseObject(Kind kind, long oid, Optional<Identifier> schema, Identifier name) {
    /** The kinds, by the words of {@code GRANT}. */
    public enum Kind {
        /** A database. */
        DATABASE,
        /** A schema. */
        SCHEMA,
        /** A table, or whatever else {@code GRANT … ON TABLE} takes: views and foreign tables too. */
        TABLE
    }

    /** Returns a database. */
    public static DatabaseObject database(long oid, Identifier name) {
        return new DatabaseObject(Kind.DATABASE, oid, Optional.empty(), name);
    }

    /** Returns a schema. */
    public static DatabaseObject schema(long oid, Identifier name) {
        return new DatabaseObject(Kind.SCHEMA, oid, Optional.empty(), name);
    }

    /** Returns a table. */
    public static DatabaseObject table(long oid, QualifiedName name) {
        return new DatabaseObject(Kind.TABLE, oid, Optional.of(name.schema()), name.name());
    }

    /** Returns the object with another OID. */
    public DatabaseObject withOid(long newOid) {
        return new DatabaseObject(kind, newOid, schema, name);
    }

    /** Tells whether both are one object, by whatever names. */
    public boolean isSame(DatabaseObject other) {
        return kind == other.kind && oid == other.oid;
    }

    /** Returns kind and quoted name, as {@code GRANT … ON} takes them. */
    public String sql() {
        return kind + " " + quotedName();
    }

    /** Returns the quoted name. */
    public String quotedName() {
        return schema.map(s -> s.quoted() + ".").orElse("") + name.quoted();
    }
}
