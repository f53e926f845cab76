package dev.reverseetl.internal.change;

import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes attributes of the role; names only those that differ.
 *
 * @param role its name
 * @param oid its OID
 * @param before the attributes that it has
 * @param after the attributes that it gets
 */
public record AlterRole(Identifier role, long oid, RoleAttributes before, RoleAttributes after) implements Change {
    @Override
    public String code() {
        return "ALTER_ROLE";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "ALTER ROLE " + role.quoted() + " " + String.join(" ", clauses());
    }

    @Override
    public String what() {
        return "Change the role " + role.quoted() + " to " + String.join(" ", clauses());
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new AlterRole(role, oid, after, before));
    }

    private List<String> clauses() {
        List<String> clauses = new ArrayList<>();
        flag(clauses, "LOGIN", before.login(), after.login());
        flag(clauses, "CREATEDB", before.createDb(), after.createDb());
        flag(clauses, "CREATEROLE", before.createRole(), after.createRole());
        flag(clauses, "REPLICATION", before.replication(), after.replication());
        flag(clauses, "BYPASSRLS", before.bypassRls(), after.bypassRls());
        if (before.connectionLimit() != after.connectionLimit()) {
            clauses.add("CONNECTION LIMIT " + after.connectionLimit());
        }
        if (!before.validUntil().equals(after.validUntil())) {
            clauses.add("VALID UNTIL " + SqlLiteral.quoted(after.validUntil().orElse("infinity")));
        }
        return clauses;
    }

    private static void flag(List<String> clauses, String word, boolean before, boolean after) {
        if (before != after) {
            clauses.add(after ? word : "NO" + word);
        }
    }
}
