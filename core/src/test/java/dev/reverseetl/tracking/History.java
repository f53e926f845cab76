package dev.reverseetl.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A random table with a random history, tracked run by run. What each run reports is compared with a comparison of full
 * copies: of each value's text, under pinned settings, and never of a checksum.
 */
final class History {
    private static final String PINNED =
            "SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO, MDY'; SET IntervalStyle TO 'postgres';"
                    + " SET extra_float_digits TO 1; SET bytea_output TO 'hex'; SET lc_monetary TO 'C';"
                    + " SET search_path TO pg_catalog";

    private final DataSource role;
    private final TestSession session;
    private final long seed;
    private final Random random;
    private final List<TypePool> types = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final int keys;
    private final boolean unique;
    private final String table;

    /** What was acknowledged: the texts of each row by the identifier's canonical text. */
    private final Map<String, List<@Nullable String>> acknowledged = new HashMap<>();

    /**
     * Makes one up.
     *
     * @param role what the tracker borrows its connections from
     * @param session what makes and changes the table
     */
    History(DataSource role, TestSession session, long seed) {
        this.role = role;
        this.session = session;
        this.seed = seed;
        this.random = new Random(seed);
        this.table = "app.t" + Long.toUnsignedString(seed, 36);
        this.keys = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        this.unique = random.nextInt(3) == 0;
        int columns = keys + random.nextInt(6);
        for (int i = 0; i < columns; i++) {
            types.add(i < keys ? TypePool.anyKey(random) : TypePool.any(random));
            names.add(
                    i < keys
                            ? "k" + i
                            : List.of("op", "h", "xmin", "c1", "Upper", "a b", "sel\"ect", "k9")
                                            .get(i % 8)
                                    + i);
        }
    }

    /** Runs it; fails with the seed if a run reports anything else than it should. */
    void run() throws SQLException {
        session.run(PINNED);
        String columns = IntStream.range(0, types.size())
                .mapToObj(i -> quoted(i) + " " + types.get(i).type())
                .collect(Collectors.joining(", "));
        session.run("CREATE TABLE " + table + " (" + columns + ")");
        try {
            if (unique) {
                tolerating(
                        "CREATE UNIQUE INDEX ON " + table + " ("
                                + IntStream.range(0, keys)
                                        .mapToObj(this::quoted)
                                        .collect(Collectors.joining(", ")) + ")",
                        "42704"); // a type without an order
            }
            int runs = 3 + random.nextInt(3);
            for (int run = 0; run < runs; run++) {
                change(run == 0 ? 8 : 1 + random.nextInt(8));
                step(run);
                assertThat(tracker().states())
                        .singleElement()
                        .satisfies(state -> assertThat(state.rows())
                                .as("seed %d, %s: rows of the state", seed, typeNames())
                                .isEqualTo(acknowledged.size()));
            }
        } finally {
            tracker().drop("m");
            session.run("DROP TABLE " + table);
        }
    }

    private ChangeTracker tracker() {
        return ChangeTracker.builder()
                .connection(role)
                .model(Model.of(
                        "m",
                        "SELECT "
                                + IntStream.range(0, types.size())
                                        .mapToObj(this::quoted)
                                        .collect(Collectors.joining(", "))
                                + " FROM " + table,
                        names.get(0),
                        names.subList(1, keys).toArray(String[]::new)))
                .deleteGuard(DeleteGuard.none())
                .acceptRowSecurity()
                .build();
    }

    private List<String> typeNames() {
        return types.stream().map(TypePool::type).toList();
    }

    private String quoted(int column) {
        return "\"" + names.get(column).replace("\"", "\"\"") + "\"";
    }

    private void change(int statements) throws SQLException {
        for (int i = 0; i < statements; i++) {
            int column = random.nextInt(types.size());
            String some = "ctid = ANY (ARRAY(SELECT ctid FROM " + table + " ORDER BY md5(ctid::text || "
                    + random.nextInt() + ") LIMIT " + (1 + random.nextInt(3)) + "))";
            switch (random.nextInt(6)) {
                case 0, 1, 2 ->
                    session.run("INSERT INTO " + table + " VALUES ("
                            + types.stream()
                                    .map(type -> type.literal(random, 0.1))
                                    .collect(Collectors.joining(", ")) + ") ON CONFLICT DO NOTHING");
                case 3, 4 ->
                    tolerating(
                            "UPDATE " + table + " SET " + quoted(column) + " = "
                                    + types.get(column).literal(random, 0.1) + " WHERE " + some,
                            "23505");
                default -> session.run("DELETE FROM " + table + " WHERE " + some);
            }
        }
    }

    private void tolerating(String sql, String sqlState) throws SQLException {
        try {
            session.run(sql);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("seed %d: %s", seed, e.getMessage()).isEqualTo(sqlState);
        }
    }

    private void step(int run) throws SQLException {
        Map<String, Set<List<@Nullable String>>> result = new LinkedHashMap<>();
        long nulls = copy(result);
        Map<String, String> expected = new HashMap<>();
        long repeated = 0;
        for (Map.Entry<String, Set<List<@Nullable String>>> group : result.entrySet()) {
            if (group.getValue().size() > 1) {
                repeated++;
                continue;
            }
            List<@Nullable String> row = group.getValue().iterator().next();
            List<@Nullable String> before = acknowledged.get(group.getKey());
            if (before == null) {
                expected.put(group.getKey(), "ADDED " + row);
            } else if (!before.equals(row)) {
                expected.put(group.getKey(), "UPDATED " + row);
            }
        }
        for (String key : acknowledged.keySet()) {
            if (!result.containsKey(key)) {
                expected.put(key, "DELETED");
            }
        }
        Map<String, String> reported = new HashMap<>();
        try (ChangeSet changes = tracker().detect()) {
            RunSummary summary = changes.summary();
            int mode = random.nextInt(5);
            List<Change> seen = new ArrayList<>();
            if (mode < 3) {
                changes.forEach(change -> {
                    seen.add(change);
                    report(reported, change);
                });
            } else {
                for (ChangePage page : changes.pages(1 + random.nextInt(4))) {
                    page.changes().forEach(change -> report(reported, change));
                    if (random.nextInt(3) > 0) {
                        page.changes().forEach(this::acknowledge);
                        page.acknowledge();
                    }
                }
            }
            assertThat(reported)
                    .as("seed %d, run %d, %s", seed, run, typeNames())
                    .isEqualTo(expected);
            assertThat(List.of(
                            summary.setAside().nullRows(),
                            summary.setAside().duplicateIdentifiers(),
                            summary.changes()))
                    .as("seed %d, run %d, %s: nulls, duplicates, changes", seed, run, typeNames())
                    .isEqualTo(List.of(nulls, repeated, (long) expected.size()));
            finish(changes, mode, seen);
        }
    }

    /** Acknowledges all, all but a few, or nothing. */
    private void finish(ChangeSet changes, int mode, List<Change> seen) {
        if (mode == 0 || mode == 1) {
            Collections.shuffle(seen, random);
            int rejected = mode == 0 ? 0 : random.nextInt(seen.size() + 1);
            seen.subList(0, rejected).forEach(changes::reject);
            seen.subList(rejected, seen.size()).forEach(this::acknowledge);
            changes.acknowledge();
        }
    }

    private void acknowledge(Change change) {
        if (change.operation() == Operation.DELETED) {
            acknowledged.remove(key(texts(change)));
        } else {
            acknowledged.put(key(texts(change)), texts(change));
        }
    }

    private void report(Map<String, String> reported, Change change) {
        List<@Nullable String> texts = texts(change);
        String earlier = reported.put(
                key(texts), change.operation() == Operation.DELETED ? "DELETED" : change.operation() + " " + texts);
        assertThat(earlier).as("seed %d: reported twice", seed).isNull();
        if (change.operation() == Operation.DELETED) {
            assertThat(texts.subList(keys, texts.size())).as("seed %d", seed).allMatch(text -> text == null);
        }
        assertThat(change.toJson()).as("seed %d", seed).doesNotContain("\n");
        assertThat(change.row()).hasSize(names.size());
    }

    private List<@Nullable String> texts(Change change) {
        List<@Nullable String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(change.text(name)));
        return texts;
    }

    private String key(List<@Nullable String> texts) {
        return IntStream.range(0, keys)
                .mapToObj(i -> types.get(i).canonical().apply(String.valueOf(texts.get(i))))
                .collect(Collectors.joining("\u0000"));
    }

    /**
     * Reads all rows as PostgreSQL's output functions write them, those without a whole identifier only to count them.
     */
    private long copy(Map<String, Set<List<@Nullable String>>> result) throws SQLException {
        long nulls = 0;
        try (var statement = session.connection().createStatement();
                var rows = statement.executeQuery("SELECT "
                        + IntStream.range(0, types.size())
                                .mapToObj(this::quoted)
                                .collect(Collectors.joining(", "))
                        + " FROM " + table)) {
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= types.size(); i++) {
                    row.add(rows.getString(i));
                }
                if (row.subList(0, keys).contains(null)) {
                    nulls++;
                } else {
                    result.computeIfAbsent(key(row), any -> new HashSet<>()).add(row);
                }
            }
        }
        return nulls;
    }
}
