package dev.reverseetl.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Queries that were not written for these tests, and what they read, all in a schema of the set's name.
 *
 * @param preparation statements that create what the queries read; some may be beyond a server
 * @param queries by name
 */
record CorpusSet(String name, List<String> preparation, Map<String, String> queries) {
    /** One of the benchmarks, whose tables are in a file of ours. */
    static CorpusSet benchmark(String name, String... folders) {
        Map<String, String> queries = new TreeMap<>();
        for (String folder : folders) {
            SparkTexts.in(folder)
                    .forEach((path, text) -> queries.putAll(queries(
                            path, new SqlScript(text).statements().stream().map(SparkDialect::toPostgres))));
        }
        return new CorpusSet(name, new SqlScript(resource(name + ".sql")).statements(), queries);
    }

    /** Spark's tests of subqueries: each file is a set of its own, because they use the same names. */
    static Stream<CorpusSet> subqueries() {
        return SparkTexts.in("sql-tests/inputs/subquery").entrySet().stream().map(file -> {
            List<String> statements = new SqlScript(file.getValue())
                    .statements().stream().map(SparkDialect::toPostgres).toList();
            String name = file.getKey().replaceAll(".*/|\\.sql", "").replace('-', '_');
            return new CorpusSet(
                    name,
                    statements.stream().filter(sql -> !SqlScript.isQuery(sql)).toList(),
                    queries(file.getKey(), statements.stream().filter(SqlScript::isQuery)));
        });
    }

    private static Map<String, String> queries(String file, Stream<String> statements) {
        Map<String, String> queries = new TreeMap<>();
        List<String> all = statements.toList();
        for (int i = 0; i < all.size(); i++) {
            queries.put(file + (all.size() == 1 ? "" : " #" + (i + 1)), all.get(i));
        }
        return queries;
    }

    private static String resource(String name) {
        try (InputStream file = CorpusSet.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
