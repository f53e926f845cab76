package dev.reverseetl.internal.change;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Grants privileges on one object.
 *
 * @param object the object
 * @param privileges the privileges, in the order in which they are written
 * @param columns on which columns; empty for the whole object
 * @param grantee who gets them
 * @param withGrantOption whether with the right to grant them on
 */
public record GrantPrivileges(
        DatabaseObject object,
        List<Privilege> privileges,
        List<Identifier> columns,
        Identifier grantee,
        boolean withGrantOption)
        implements Change {

    /** Copies the lists. */
    public GrantPrivileges {
        privileges = List.copyOf(privileges);
        columns = List.copyOf(columns);
    }

    /** Grants on the whole object. */
    public GrantPrivileges(
            DatabaseObject object, List<Privilege> privileges, Identifier grantee, boolean withGrantOption) {
        this(object, privileges, List.of(), grantee, withGrantOption);
    }

    @Override
    public String code() {
        return "GRANT";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "GRANT " + words(privileges, columns) + " ON " + object.sql() + " TO " + grantee.quoted()
                + (withGrantOption ? " WITH GRANT OPTION" : "");
    }

    @Override
    public String what() {
        return "Grant " + words(privileges, columns) + " on the " + objectWords(object) + " to " + grantee.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new RevokePrivileges(object, privileges, columns, grantee, withGrantOption));
    }

    @Override
    public Change resolved(CreatedOids oids) {
        boolean created = object.oid() == 0 && object.kind() == DatabaseObject.Kind.SCHEMA;
        return created
                ? new GrantPrivileges(object.withOid(oids.schema()), privileges, columns, grantee, withGrantOption)
                : this;
    }

    /** A view is granted on as a table, and may be one. */
    static String objectWords(DatabaseObject object) {
        String kind = object.kind() == DatabaseObject.Kind.TABLE
                ? "table or view"
                : object.kind().name().toLowerCase(Locale.ROOT);
        return kind + " " + object.quotedName();
    }

    static String words(List<Privilege> privileges, List<Identifier> columns) {
        String list = columns.isEmpty()
                ? ""
                : columns.stream().map(Identifier::quoted).collect(Collectors.joining(", ", " (", ")"));
        return privileges.stream().map(privilege -> privilege.name() + list).collect(Collectors.joining(", "));
    }
}
