package dev.reverseetl.audit;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One privilege that a query needs and that somebody lacks. Immutable and thread-safe.
 *
 * @param grantee who must hold it: the role itself, or the owner of a view on the way, in whose name PostgreSQL checks
 *     what the view reads
 * @param privilege the privilege
 * @param objectKind the object's kind
 * @param oid the object's OID
 * @param schema the object's schema; empty if it is one itself
 * @param object the object's exact name, for a routine without its arguments
 * @param columns the columns that are needed
 * @param soft whether PostgreSQL's planner may leave the check out, and so far nobody could find out whether it does;
 *     granting it is harmless
 * @param why the way from the query to the object, each station with its kind and quoted name, such as {@code model
 *     "active_users"} and {@code view "app"."recent"}
 * @param sql the statement that grants it, without {@code ;}; empty for objects that hold secrets, which are never
 *     opened
 * @param grantableBy who can run that statement, in words
 */
public record MissingPrivilege(
        Identifier grantee,
        Privilege privilege,
        ObjectKind objectKind,
        long oid,
        Optional<Identifier> schema,
        Identifier object,
        NeededColumns columns,
        boolean soft,
        List<String> why,
        Optional<String> sql,
        String grantableBy) {
    /**
     * Checks that nothing is missing, and takes a copy of the list.
     *
     * @param grantee who must hold it
     * @param privilege the privilege
     * @param objectKind the object's kind
     * @param oid the object's OID
     * @param schema the object's schema
     * @param object the object's name
     * @param columns the columns that are needed
     * @param soft whether the planner may leave the check out
     * @param why the way from the query to the object
     * @param sql the statement that grants it
     * @param grantableBy who can run that statement
     */
    public MissingPrivilege {
        Objects.requireNonNull(grantee, "grantee");
        Objects.requireNonNull(privilege, "privilege");
        Objects.requireNonNull(objectKind, "objectKind");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(columns, "columns");
        why = List.copyOf(why);
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(grantableBy, "grantableBy");
    }

    /** {@return the object's name for use in SQL, with its schema} */
    public String quotedName() {
        return schema.map(name -> name.quoted() + ".").orElse("") + object.quoted();
    }
}
