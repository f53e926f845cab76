package dev.reverseetl.internal.catalog;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * An object that privileges can be granted on. The OID tells it apart from a later object of the same name.
 *
 * @param kind its kind
 * @param oid its OID; 0 while it doesn't exist
 * @param schema its schema, if its kind lives in one
 * @param name its name
 * @param arguments the types of a routine's arguments, as the server writes them; else empty
 */
public record DatabaseObject(
        Kind kind, long oid, Optional<Identifier> schema, Identifier name, List<String> arguments) {
    /** The kinds, by the words of {@code GRANT}. */
    public enum Kind {
        /** A database. */
        DATABASE,
        /** A schema. */
        SCHEMA,
        /** A table, or whatever else {@code GRANT … ON TABLE} takes: views and foreign tables too. */
        TABLE,
        /** A sequence. */
        SEQUENCE,
        /** A function or procedure. */
        ROUTINE
    }

    /** Copies the list. */
    public DatabaseObject {
        arguments = List.copyOf(arguments);
    }

    /** Makes an object that is no routine. */
    public DatabaseObject(Kind kind, long oid, Optional<Identifier> schema, Identifier name) {
        this(kind, oid, schema, name, List.of());
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

    /** Returns a sequence. */
    public static DatabaseObject sequence(long oid, QualifiedName name) {
        return new DatabaseObject(Kind.SEQUENCE, oid, Optional.of(name.schema()), name.name());
    }

    /** Returns a routine. */
    public static DatabaseObject routine(long oid, QualifiedName name, List<String> arguments) {
        return new DatabaseObject(Kind.ROUTINE, oid, Optional.of(name.schema()), name.name(), arguments);
    }

    /** Returns the object with another OID. */
    public DatabaseObject withOid(long newOid) {
        return new DatabaseObject(kind, newOid, schema, name, arguments);
    }

    /** Returns the object as one of another kind. */
    public DatabaseObject as(Kind other) {
        return new DatabaseObject(other, oid, schema, name, arguments);
    }

    /** Tells whether both are one object, by whatever names. */
    public boolean isSame(DatabaseObject other) {
        return kind == other.kind && oid == other.oid;
    }

    /** Returns kind and quoted name, as {@code GRANT … ON} takes them. */
    public String sql() {
        return kind + " " + quotedName();
    }

    /** Returns the quoted name, a routine's with the types of its arguments. */
    public String quotedName() {
        return schema.map(s -> s.quoted() + ".").orElse("")
                + name.quoted()
                + (kind == Kind.ROUTINE ? "(" + String.join(", ", arguments) + ")" : "");
    }
}
