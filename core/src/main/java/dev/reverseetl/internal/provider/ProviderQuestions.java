package dev.reverseetl.internal.provider;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Row;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.SetupTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the probes of all providers to the server, under a savepoint: one that fails must not end the transaction. */
final class ProviderQuestions {
    private static final String SAVEPOINT = "retl_provider";

    private final Transaction transaction;
    private final Map<PostgresProvider, String> failures = new LinkedHashMap<>();

    ProviderQuestions(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Returns the answers by provider, without those that failed. */
    Map<PostgresProvider, Map<String, String>> ask(List<PostgresProvider> providers, SetupTarget target) {
        Map<PostgresProvider, Map<String, String>> answers = new LinkedHashMap<>();
        Map<PostgresProvider, Query<Map<String, String>>> queries = new LinkedHashMap<>();
        for (PostgresProvider provider : providers) {
            try {
                List<Probe> probes = provider.probes(target);
                answers.put(provider, Map.of());
                if (!probes.isEmpty()) {
                    queries.put(provider, query(probes));
                }
            } catch (RuntimeException | LinkageError e) {
                failures.put(provider, "probes() threw " + e.getClass().getName());
            }
        }
        if (!queries.isEmpty()) {
            answer(queries, answers);
        }
        answers.keySet().removeAll(failures.keySet());
        return answers;
    }

    /** Returns why providers broke. */
    Map<PostgresProvider, String> failures() {
        return failures;
    }

    private void answer(
            Map<PostgresProvider, Query<Map<String, String>>> queries,
            Map<PostgresProvider, Map<String, String>> answers) {
        transaction.run("SAVEPOINT " + SAVEPOINT);
        try {
            Results results = transaction.read(List.copyOf(queries.values()));
            queries.forEach(
                    (provider, query) -> answers.put(provider, results.of(query).get(0)));
        } catch (StatementFailure together) {
            refuseLost(together);
            queries.forEach((provider, query) -> {
                transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
                try {
                    answers.put(provider, transaction.read(query).get(0));
                } catch (StatementFailure alone) {
                    refuseLost(alone);
                    failures.put(provider, "its probes failed with SQLSTATE " + alone.sqlState());
                }
            });
        }
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
    }

    private static void refuseLost(StatementFailure failure) {
        if (failure.isConnectionLost() || failure.sqlState().equals("57014")) {
            throw failure;
        }
    }

    private static Query<Map<String, String>> query(List<Probe> probes) {
        List<Object> parameters = new ArrayList<>();
        probes.forEach(probe -> parameters.addAll(probe.parameters()));
        String columns = IntStream.range(0, probes.size())
                .mapToObj(i -> "CAST((" + probes.get(i).expression() + ") AS text) AS answer_" + i)
                .collect(Collectors.joining(", "));
        return new Query<>("SELECT " + columns, parameters, row -> read(row, probes));
    }

    private static Map<String, String> read(Row row, List<Probe> probes) {
        Map<String, String> answers = new HashMap<>();
        for (int i = 0; i < probes.size(); i++) {
            String name = probes.get(i).name();
            row.optionalText("answer_" + i).ifPresent(value -> answers.put(name, value));
        }
        return answers;
    }
}
