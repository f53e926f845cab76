package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import java.util.List;

/**
 * What a setting is where no role and no database says otherwise, as far as the auditing session shows it.
 *
 * @param name the setting's name
 * @param value its value, times in milliseconds
 */
record ServerSetting(String name, String value) {
    /**
     * Returns the query for these settings; those that the server doesn't know are left out, and those for which the
     * user that audits has a value of its own.
     */
    static Query<ServerSetting> query(List<String> names) {
        return Query.of("""
                SELECT s.name, s.reset_val AS value
                  FROM pg_settings s
                 WHERE s.name = ANY (?) AND s.source <> 'client' AND s.reset_val IS NOT NULL
                   AND NOT EXISTS (SELECT FROM pg_db_role_setting o, unnest(o.setconfig) AS c(setting)
                                    WHERE o.setrole = (SELECT oid FROM pg_roles WHERE rolname = session_user)
                                      AND lower(split_part(c.setting, '=', 1)) = s.name)""", row -> new ServerSetting(row.text("name"), row.text("value")), names);
    }
}
