package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Where the planner proves that the identifier tells rows apart, each change is written as one row. With or without
 * that, the same is reported.
 */
class UniqueIdentifierIT {
    private static final String ALL = "SELECT id, name FROM app.users";

    /** Tracks a change of each kind of a table that is made for it, and returns whether each was written as one row. */
    private static boolean writesOnce(TrackedDatabase tracked, String column, String query, String... more)
            throws SQLException {
        TestDatabase database = tracked.database();
        database.run("CREATE TABLE app.users (id " + column + ", name text)");
        database.run(more);
        database.run("INSERT INTO app.users VALUES ('1', 'Ann'), ('2', 'Bob'), ('3', 'Cid')");
        ChangeTracker tracker = tracked.tracker(query, "id");
        assertThat(sync(tracker)).hasSize(3);
        database.run(
                "UPDATE app.users SET name = 'new' WHERE id = '1'",
                "DELETE FROM app.users WHERE id = '2'",
                "INSERT INTO app.users VALUES ('4', 'Dan')");
        try (ChangeSet changes = tracker.detect()) {
            List<String> columns = database.queryColumn(
                    String.class,
                    "SELECT attname::text FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND attnum > 0"
                            + " WHERE relname ~ '^retl_pending_[0-9]+_[0-9]+$'");
            List<String> lines = TrackedDatabase.lines(changes);
            assertThat(lines).as("%s, %s", column, query).hasSize(3);
            assertThat(lines.get(0)).startsWith("{\"op\":\"added\"").contains("Dan");
            assertThat(lines.get(1)).startsWith("{\"op\":\"deleted\"").contains("2");
            assertThat(lines.get(2)).startsWith("{\"op\":\"updated\"").contains("new");
            changes.acknowledge();
            assertThat(sync(tracker)).isEmpty();
            return columns.contains("op");
        } finally {
            tracker.drop("m");
            database.run("DROP TABLE app.users CASCADE");
        }
    }

    @OutermostPostgres
    void anIndexProvesIt(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE EXTENSION citext SCHEMA app",
                "CREATE TYPE app.digit AS ENUM ('1', '2', '3', '4')",
                "CREATE DOMAIN app.code AS varchar(5) NOT NULL DEFAULT '9'");
        for (String type : List.of(
                "bigint", "numeric", "text", "varchar(5)", "char(5)", "name", "app.citext", "app.digit", "app.code")) {
            assertThat(writesOnce(tracked, type + " UNIQUE", ALL)).as(type).isTrue();
        }
        assertThat(writesOnce(tracked, "int PRIMARY KEY", ALL + " WHERE name <> 'x'"))
                .isTrue();
        assertThat(writesOnce(
                        tracked,
                        "int PRIMARY KEY",
                        "SELECT id, name FROM app.v",
                        "CREATE VIEW app.v AS SELECT name, id FROM app.users"))
                .isTrue();
    }

    @OutermostPostgres
    void groupingProvesIt(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        assertThat(writesOnce(tracked, "int", "SELECT id, max(name) FROM app.users GROUP BY id"))
                .isTrue();
        assertThat(writesOnce(tracked, "int", "SELECT DISTINCT ON (id) id, name FROM app.users"))
                .isTrue();
    }

    @OutermostPostgres
    void nothingElseDoes(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        assertThat(writesOnce(tracked, "int", ALL)).isFalse();
        assertThat(writesOnce(tracked, "int UNIQUE DEFERRABLE", ALL)).isFalse();
        assertThat(writesOnce(tracked, "int", ALL, "CREATE INDEX ON app.users (id)"))
                .isFalse();
        assertThat(writesOnce(tracked, "int", ALL, "CREATE UNIQUE INDEX ON app.users (id, name)"))
                .isFalse();
        assertThat(writesOnce(tracked, "int", ALL, "CREATE UNIQUE INDEX ON app.users (id) WHERE id > 1"))
                .isFalse();
        assertThat(writesOnce(tracked, "int UNIQUE", ALL + " WHERE id < 4 UNION ALL " + ALL + " WHERE id > 3"))
                .isFalse();
        assertThat(writesOnce(
                        tracked, "int UNIQUE", "SELECT u.id, u.name FROM app.users u, generate_series(1, 1) AS g"))
                .isFalse();
        assertThat(writesOnce(tracked, "int", "SELECT DISTINCT id, name FROM app.users"))
                .isFalse();
        assertThat(writesOnce(tracked, "int", ALL + " UNION " + ALL)).isFalse();
        assertThat(writesOnce(
                        tracked, "int UNIQUE", "SELECT id, name, generate_series(1, 2) * 0 AS zero FROM app.users"))
                .isFalse();
        assertThat(writesOnce(tracked, "int UNIQUE", ALL, "CREATE TABLE app.child () INHERITS (app.users)"))
                .isFalse();
    }

    @OutermostPostgres
    void nullsAreSetAsideAllTheSame(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id int UNIQUE, name text)",
                "INSERT INTO app.users VALUES (1, 'Ann'), (NULL, 'Nobody')");
        ChangeTracker tracker = tracked.tracker(ALL, "id");
        assertThat(sync(tracker)).hasSize(1);
        database.run("INSERT INTO app.users VALUES (NULL, 'No one')");
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().changes()).isZero();
            assertThat(changes.summary().setAside().nullRows()).isEqualTo(2);
        }
    }

    /** Several parts, each with changes of all kinds. */
    @Test
    void manyMixedChangesAreToldApart(@OnePostgres TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        for (String unique : List.of("UNIQUE", "")) {
            database.run(
                    "CREATE TABLE app.users (id int " + unique + ", name text)",
                    "INSERT INTO app.users SELECT g, repeat('x', 900) FROM generate_series(1, 30000) AS g");
            ChangeTracker tracker = tracked.builder(Model.of("m", ALL, "id"))
                    .deleteGuard(DeleteGuard.none())
                    .build();
            assertThat(sync(tracker)).hasSize(30_000);
            database.run(
                    "UPDATE app.users SET name = name || 'y' WHERE id % 3 = 0",
                    "UPDATE app.users SET id = -id WHERE id % 3 = 1");
            Map<Operation, Integer> right = new EnumMap<>(Operation.class);
            try (ChangeSet changes = tracker.detect()) {
                changes.forEach(change -> {
                    int id = Integer.parseInt(String.valueOf(change.text("id")));
                    Operation expected = id < 0 ? Operation.ADDED : id % 3 == 0 ? Operation.UPDATED : Operation.DELETED;
                    right.merge(expected, change.operation() == expected ? 1 : 0, Integer::sum);
                });
                changes.acknowledge();
            }
            assertThat(right.values()).hasSize(3).containsOnly(10_000);
            assertThat(sync(tracker)).isEmpty();
            tracker.drop("m");
            database.run("DROP TABLE app.users");
        }
    }
}
