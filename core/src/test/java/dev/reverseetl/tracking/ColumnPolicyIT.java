package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.lines;
import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Other columns are noticed, also where no value and no checksum is another. */
class ColumnPolicyIT {
    private static final Model MODEL = Model.of("m", "SELECT * FROM app.users", "id");

    /** Each is a change after which no checksum can be compared. */
    private static final List<String> CHANGES = List.of(
            "ALTER TABLE app.users RENAME a TO b",
            "ALTER TABLE app.users ADD c int",
            "ALTER TABLE app.users DROP c",
            "ALTER TABLE app.users ALTER b TYPE varchar(50)",
            "ALTER TABLE app.users ADD mood app.mood DEFAULT 'ok'",
            "ALTER TYPE app.mood RENAME TO old_mood; CREATE TYPE app.mood AS ENUM ('ok');"
                    + " ALTER TABLE app.users ALTER mood DROP DEFAULT, ALTER mood TYPE app.mood USING 'ok'");

    private static TrackedDatabase users(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TYPE app.mood AS ENUM ('ok')",
                "CREATE TABLE app.users (id bigint PRIMARY KEY, a text)",
                "INSERT INTO app.users VALUES (1, 'x'), (2, 'y'), (3, 'z')");
        return tracked;
    }

    @OutermostPostgres
    void resendsEveryRow(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database).builder(MODEL).build();
        sync(tracker);
        long next = 3;
        for (String change : CHANGES) {
            database.run(
                    change,
                    "DELETE FROM app.users WHERE id = " + (next - 2),
                    "INSERT INTO app.users (id) VALUES (" + ++next + ")");
            try (ChangeSet changes = tracker.detect()) {
                RunSummary summary = changes.summary();
                assertThat(List.of(summary.added(), summary.updated(), summary.deleted()))
                        .as(change)
                        .containsExactly(1L, 2L, 1L);
                assertThat(summary.notes()).anyMatch(note -> note.contains("every row is reported"));
            }
            // Given up, then acknowledged but for one row: both times the rest comes again
            try (ChangeSet changes = tracker.detect()) {
                List<Change> updated = new ArrayList<>();
                changes.forEach(each -> {
                    if (each.operation() == Operation.UPDATED) {
                        updated.add(each);
                    }
                });
                changes.reject(updated.get(0));
                changes.acknowledge();
            }
            assertThat(sync(tracker)).as(change).hasSize(1);
            assertThat(sync(tracker)).as(change).isEmpty();
        }
    }

    @OutermostPostgres
    void takesTheResultForTheStateOrFails(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        sync(tracked.builder(MODEL).build());
        for (String change : CHANGES) {
            database.run(change);
            assertThatExceptionOfType(ReverseEtlException.class)
                    .as(change)
                    .isThrownBy(() -> tracked.builder(MODEL)
                            .columnPolicy(ColumnPolicy.FAIL)
                            .build()
                            .detect())
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMNS_CHANGED));
            ChangeTracker tracker =
                    tracked.builder(MODEL).columnPolicy(ColumnPolicy.REBASELINE).build();
            assertThat(sync(tracker)).as(change).isEmpty();
            database.run("UPDATE app.users SET id = id + 10 WHERE id = (SELECT min(id) FROM app.users)");
            assertThat(sync(tracker)).as(change).hasSize(2);
        }
    }

    @OutermostPostgres
    void addsEverythingWhereTheIdentifierIsAnother(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        sync(tracked.builder(MODEL).build());
        database.run("ALTER TABLE app.users ALTER id TYPE text", "DELETE FROM app.users WHERE id = '1'");
        try (ChangeSet changes = tracked.builder(MODEL).build().detect()) {
            assertThat(lines(changes)).hasSize(2).allMatch(line -> line.contains("added"));
            assertThat(changes.summary().notes()).anyMatch(note -> note.contains("identifier"));
            changes.acknowledge();
        }
        ChangeTracker byBoth = tracked.builder(Model.of("m", "SELECT * FROM app.users", "id", "a"))
                .build();
        assertThat(sync(byBoth)).hasSize(2).allMatch(line -> line.contains("added"));
        assertThat(sync(byBoth)).isEmpty();
    }

    @OutermostPostgres
    void comparesWithWhatAnotherQueryOfTheSameColumnsGave(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        sync(tracked.builder(MODEL).build());
        Model filtered = Model.of("m", "SELECT * FROM app.users WHERE id <> 2", "id");
        assertThat(sync(tracked.builder(filtered).build()))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("deleted"));
    }
}
