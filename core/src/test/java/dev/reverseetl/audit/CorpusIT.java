package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Several hundred queries that were not written for these tests: of a role without any right an audit says exactly what
 * they need.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class CorpusIT {
    private static final String SYSTEM = """
            SELECT format('%s|%I.%I', c.oid, nspname, relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname IN ('pg_catalog', 'information_schema') AND strpos('{kinds}', relkind::text) > 0""";
    /** So that nothing of what the queries read is there for everybody. */
    private static final String[] CLOSED = {
        "REVOKE SELECT ON ALL TABLES IN SCHEMA pg_catalog, information_schema FROM PUBLIC",
        "REVOKE USAGE ON SCHEMA information_schema FROM PUBLIC",
    };
    /** Rows for the views. */
    private static final String[] SOME_OBJECTS = {
        "CREATE TABLE public.a (id int PRIMARY KEY CHECK (id > 0), b text DEFAULT 'x', UNIQUE (b))",
        "CREATE TABLE public.c (id int REFERENCES public.a, d int GENERATED ALWAYS AS IDENTITY)",
        "CREATE VIEW public.v AS SELECT id, upper(b) AS b FROM public.a",
        "CREATE FUNCTION public.f(x int DEFAULT 1) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT x; END",
        "CREATE DOMAIN public.d AS int CHECK (VALUE > 0)",
    };

    @OutermostPostgres
    void tpcH(TestDatabase database) throws SQLException {
        assertThat(CorpusProof.of(database, CorpusSet.benchmark("tpch", "tpch")))
                .isEqualTo(22);
    }

    /**
     * Four are beyond a mechanical change of dialect: an alias within an expression of ORDER BY, and a SEMI JOIN. Two
     * have a subquery without an alias, which needs 16.
     */
    @OutermostPostgres
    void tpcDs(TestDatabase database) throws SQLException {
        CorpusSet set = CorpusSet.benchmark("tpcds", "tpcds", "tpcds-v2.7.0", "tpcds-modifiedQueries");
        assertThat(CorpusProof.of(database, set)).isEqualTo(database.server().major() >= 16 ? 152 : 150);
    }

    @OutermostPostgres
    void starSchemaBenchmark(TestDatabase database) throws SQLException {
        assertThat(CorpusProof.of(database, CorpusSet.benchmark("ssb", "ssb"))).isEqualTo(13);
    }

    @OutermostPostgres
    void subqueries(TestDatabase database) throws SQLException {
        int proved = 0;
        for (CorpusSet set : CorpusSet.subqueries().toList()) {
            proved += CorpusProof.of(database, set);
        }
        assertThat(proved).isGreaterThan(300);
    }

    @OutermostPostgres
    void everyCatalogAndSystemView(TestDatabase database) throws SQLException {
        Map<String, String> queries = new TreeMap<>();
        relations(database, "rvf").values().forEach(name -> queries.put(name, "SELECT * FROM " + name));
        assertThat(CorpusProof.of(database, system(database, queries))).isGreaterThan(190);
    }

    @OutermostPostgres
    void definitionOfEverySystemView(TestDatabase database) throws SQLException {
        Map<String, String> queries = new TreeMap<>();
        relations(database, "v").forEach((oid, name) -> queries.put(name, definition(database, oid)));
        assertThat(CorpusProof.of(database, system(database, queries))).isGreaterThan(130);
    }

    private static CorpusSet system(TestDatabase database, Map<String, String> queries) throws SQLException {
        database.run(SOME_OBJECTS);
        database.run(CLOSED);
        return new CorpusSet("system", List.of(), queries);
    }

    private static Map<String, String> relations(TestDatabase database, String kinds) throws SQLException {
        return database.queryColumn(String.class, SYSTEM.replace("{kinds}", kinds)).stream()
                .map(line -> line.split("\\|", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static String definition(TestDatabase database, String oid) {
        try {
            return database.queryOne(String.class, "SELECT pg_get_viewdef(" + oid + ")")
                    .replaceFirst(";$", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
