package dev.reverseetl.audit;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proves of all queries of a set what an audit says of a role without any right. */
final class CorpusProof {
    private CorpusProof() {}

    /** Returns how many queries of the set the server understands: all these are proved. */
    static int of(TestDatabase database, CorpusSet set) throws SQLException {
        Login login = database.createLogin("segment");
        String schema = Identifier.of(set.name()).quoted();
        database.run("CREATE SCHEMA " + schema, "ALTER ROLE " + login.quotedRole() + " SET search_path = " + schema);
        ActingRole role = ActingRole.of(login);
        for (String sql : set.preparation()) {
            database.run("SET search_path = " + schema);
            tryToRun(database, sql);
        }
        database.run("RESET search_path");
        Map<String, String> queries = new TreeMap<>();
        for (Map.Entry<String, String> query : set.queries().entrySet()) {
            if (role.runAsSuperuserAfter(List.of(), "EXPLAIN (COSTS OFF) " + query.getValue())
                    .succeeded()) {
                queries.put(query.getKey(), query.getValue());
            }
        }
        if (!queries.isEmpty()) {
            new ReportProof(role, queries).check();
            ShapeProof.of(database, login.role(), schema, queries);
        }
        return queries.size();
    }

    private static void tryToRun(TestDatabase database, String sql) {
        try {
            database.run(sql);
        } catch (SQLException e) {
            // Another dialect, or a newer server: the queries that need it are left out.
        }
    }
}
