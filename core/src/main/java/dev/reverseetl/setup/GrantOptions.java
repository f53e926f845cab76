package dev.reverseetl.setup;

import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.jdbc.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks which grants PostgreSQL would take from the current user: on objects of its own, of a role whose rights it has,
 * and those that it holds with the grant option.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-grant.html">PostgreSQL: GRANT</a>
 */
final class GrantOptions {
    private static final String SQL = """
            SELECT w.place::int8 AS place
              FROM unnest(CAST(? AS text[])::int4[], CAST(? AS text[]), CAST(? AS text[])::oid[], CAST(? AS text[]), CAST(? AS text[]))
                   AS w(place, kind, oid, privilege, name)
             GROUP BY w.place
            HAVING bool_and(CASE w.kind WHEN 'SCHEMA' THEN has_schema_privilege(w.oid, w.privilege)
                                        WHEN 'ROUTINE' THEN has_function_privilege(w.oid, w.privilege)
                                        WHEN 'SEQUENCE' THEN has_sequence_privilege(w.oid, w.privilege)
                                        WHEN 'TABLE' THEN has_table_privilege(w.oid, w.privilege)
                                        ELSE has_column_privilege(w.oid, w.name, w.privilege) END)""";

    private GrantOptions() {}

    /** Returns the query for the places in the list of those grants that would be taken. */
    static Query<Integer> query(List<GrantPrivileges> grants) {
        List<String> places = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> oids = new ArrayList<>();
        List<String> privileges = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < grants.size(); i++) {
            GrantPrivileges grant = grants.get(i);
            boolean whole = grant.columns().isEmpty();
            List<String> names = whole
                    ? List.of("")
                    : grant.columns().stream().map(column -> column.value()).toList();
            for (String name : names) {
                places.add(Integer.toString(i));
                kinds.add(whole ? grant.object().kind().name() : "COLUMN");
                oids.add(Long.toString(grant.object().oid()));
                privileges.add(grant.privileges().get(0) + " WITH GRANT OPTION");
                columns.add(name);
            }
        }
        return Query.of(SQL, row -> (int) row.number("place"), places, kinds, oids, privileges, columns);
    }
}
