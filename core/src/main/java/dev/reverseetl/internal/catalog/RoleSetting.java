package dev.reverseetl.internal.catalog;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;

/**
 * A setting that sessions of the role start with in this database.
 *
 * @param ofRole whether it is the role's, else everybody's
 * @param inDatabase whether it holds in this database only, else in all
 * @param name the setting's name
 * @param value its value, as stored
 */
public record RoleSetting(boolean ofRole, boolean inDatabase, String name, String value) {
    /** Returns the query for all that apply to the role in the current database. */
    public static Query<RoleSetting> query(Identifier role) {
        return Query.of(
                """
                SELECT s.setrole <> 0 AS of_role, s.setdatabase <> 0 AS in_database,
                       lower(split_part(c.setting, '=', 1)) AS name, substr(c.setting, strpos(c.setting, '=') + 1) AS value
                  FROM pg_db_role_setting s
                  CROSS JOIN unnest(s.setconfig) AS c(setting)
                 WHERE s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = ?))
                   AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                 ORDER BY 1 DESC, 2 DESC, 3""",
                row -> new RoleSetting(
                        row.flag("of_role"), row.flag("in_database"), row.text("name"), row.text("value")),
                role.value());
    }
}
