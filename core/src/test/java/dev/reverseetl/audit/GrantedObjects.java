package dev.reverseetl.audit;

import dev.reverseetl.testing.TestDatabase;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Looks objects up, by the name that {@code GRANT … ON} takes or by OID. */
record GrantedObjects(TestDatabase database) {
    private static final String SCHEMA = """
            SELECT n.oid, 'SCHEMA ' || quote_ident(nspname), nspname, '', 'SCHEMA', '{}'::text[]
            FROM pg_namespace n WHERE n.oid =
            """;
    private static final String ROUTINE = """
            SELECT p.oid, format('ROUTINE %I.%I(%s)', nspname, proname, oidvectortypes(proargtypes)), proname, nspname,
                'ROUTINE', '{}'::text[]
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE p.oid =
            """;
    private static final String RELATION = """
            SELECT c.oid, CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END || format('%I.%I', nspname, relname),
                relname, nspname,
                CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'f' THEN 'FOREIGN_TABLE'
                    WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
                    AND relkind <> 'S' ORDER BY attnum)
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.oid =
            """;

    GrantedObject named(String name) throws SQLException {
        String[] words = name.split(" ", 2);
        Optional<GrantedObject> found = switch (words[0]) {
            case "SCHEMA" -> find(SCHEMA + "?::regnamespace", words[1]);
            case "ROUTINE" -> find(ROUTINE + "?::regprocedure", words[1]);
            case "SEQUENCE" -> find(RELATION + "?::regclass", words[1]);
            default -> find(RELATION + "?::regclass", name);
        };
        return found.orElseThrow();
    }

    Optional<GrantedObject> byOid(ObjectKind kind, long oid) throws SQLException {
        String query = switch (kind) {
            case SCHEMA -> SCHEMA;
            case ROUTINE -> ROUTINE;
            default -> RELATION;
        };
        return find(query + "?::oid", String.valueOf(oid));
    }

    private Optional<GrantedObject> find(String query, String value) throws SQLException {
        try (PreparedStatement statement = database.admin().prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static GrantedObject read(ResultSet row) throws SQLException {
        Array columns = row.getArray(6);
        return new GrantedObject(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                ObjectKind.valueOf(row.getString(5)),
                List.of((String[]) columns.getArray()));
    }
}
