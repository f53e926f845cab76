package dev.reverseetl.internal.change;

import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.util.Optional;

/**
 * Changes what the role's sessions start with.
 *
 * @param role the role
 * @param oid its OID; 0 while it doesn't exist
 * @param database the database in which the setting holds; empty for all
 * @param setting the setting's name
 * @param before the value that is stored; empty for none
 * @param after the value to store; empty to remove it
 */
public record SetRoleSetting(
        Identifier role,
        long oid,
        Optional<Identifier> database,
        String setting,
        Optional<String> before,
        Optional<String> after)
        implements Change {

    @Override
    public String code() {
        return "SET_ROLE_SETTING";
    }

    @Override
    public String sql(String passwordLiteral) {
        return "ALTER ROLE " + role.quoted()
                + database.map(name -> " IN DATABASE " + name.quoted()).orElse("")
                + after.map(value -> " SET " + quotedSetting() + " TO " + sqlValue(value))
                        .orElseGet(() -> " RESET " + quotedSetting());
    }

    @Override
    public String what() {
        String where = database.map(name -> " in the database " + name.quoted()).orElse(" in every database");
        return after.map(value -> "Let sessions of " + role.quoted() + where + " start with " + setting + " = " + value)
                .orElseGet(() -> "Remove the setting " + setting + " of the role " + role.quoted() + where);
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new SetRoleSetting(role, oid, database, setting, after, before));
    }

    @Override
    public Change resolved(CreatedOids oids) {
        return new SetRoleSetting(role, oids.role(), database, setting, before, after);
    }

    private String quotedSetting() {
        return Identifier.of(setting).quoted();
    }

    private String sqlValue(String value) {
        return setting.equals("search_path") ? SearchPath.parse(value).quoted() : SqlLiteral.quoted(value);
    }
}
