package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.lines;
import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finding, reading and acknowledging changes. */
class DetectIT {
    private static final String QUERY = "SELECT id, name FROM app.users -- all of them";

    private static TrackedDatabase users(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id bigint PRIMARY KEY, name text, age int)",
                "INSERT INTO app.users VALUES (1, 'Ann', 30), (2, 'Bob', 40), (3, NULL, 50)");
        return tracked;
    }

    @OutermostPostgres
    void reportsWhatHasChangedSinceTheLastAcknowledgement(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");

        assertThat(sync(tracker))
                .containsExactly(
                        "{\"op\":\"added\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"name\":\"Ann\"}}",
                        "{\"op\":\"added\",\"id\":{\"id\":2},\"row\":{\"id\":2,\"name\":\"Bob\"}}",
                        "{\"op\":\"added\",\"id\":{\"id\":3},\"row\":{\"id\":3,\"name\":null}}");
        assertThat(sync(tracker)).isEmpty();

        database.run(
                "UPDATE app.users SET name = 'Anne' WHERE id = 1",
                "UPDATE app.users SET age = 41 WHERE id = 2",
                "DELETE FROM app.users WHERE id = 3",
                "INSERT INTO app.users VALUES (4, 'Dan', 1)");
        assertThat(sync(tracker))
                .containsExactly(
                        "{\"op\":\"added\",\"id\":{\"id\":4},\"row\":{\"id\":4,\"name\":\"Dan\"}}",
                        "{\"op\":\"deleted\",\"id\":{\"id\":3},\"row\":{\"id\":3,\"name\":null}}",
                        "{\"op\":\"updated\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"name\":\"Anne\"}}");
        assertThat(sync(tracker)).isEmpty();
        assertThat(tracked.tables()).hasSize(2).contains("retl_models");
    }

    @OutermostPostgres
    void ofADeletedRowOnlyTheIdentifierIsKnownWhateverDomainsSay(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        database.run(
                "CREATE DOMAIN app.label AS text NOT NULL DEFAULT 'none'",
                "CREATE DOMAIN app.short AS char(3) CHECK (VALUE IS NOT NULL)",
                "CREATE TABLE app.labels AS SELECT id, 'a'::app.label AS label, 'b'::app.short AS short"
                        + " FROM generate_series(1, 2) AS id",
                "GRANT SELECT ON app.labels TO " + tracked.role().quotedRole());
        ChangeTracker tracker = tracked.tracker("TABLE app.labels", "id");
        assertThat(sync(tracker))
                .hasSize(2)
                .contains("{\"op\":\"added\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"label\":\"a\",\"short\":\"b  \"}}");
        database.run("DELETE FROM app.labels WHERE id = 1");
        assertThat(sync(tracker))
                .containsExactly(
                        "{\"op\":\"deleted\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"label\":null,\"short\":null}}");
    }

    @OutermostPostgres
    void reportsAgainWhatWasNotAcknowledged(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        sync(tracker);
        database.run("UPDATE app.users SET name = 'x'", "INSERT INTO app.users VALUES (9, 'new', 1)");

        List<String> first;
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().origin()).isEqualTo(RunOrigin.LAST_ACKNOWLEDGED);
            assertThat(changes.summary().added()).isEqualTo(1);
            assertThat(changes.summary().updated()).isEqualTo(3);
            first = lines(changes);
        }
        assertThat(tracked.tables()).noneMatch(name -> name.contains("pending"));

        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().origin()).isEqualTo(RunOrigin.RECOMPUTED);
            assertThat(lines(changes)).isEqualTo(first);
            changes.acknowledge();
        }
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void keepsWhatWasAcknowledgedPageByPage(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        database.run("INSERT INTO app.users SELECT g, 'user ' || g, 1 FROM generate_series(10, 106) AS g");

        List<Object> accepted = new ArrayList<>();
        try (ChangeSet changes = tracker.detect()) {
            for (ChangePage page : changes.pages(30)) {
                if (accepted.size() < 60) {
                    page.acknowledge();
                    page.changes().forEach(change -> accepted.add(change.value("id")));
                }
            }
        }
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().added()).isEqualTo(40);
            changes.forEach(change -> {
                assertThat(accepted).doesNotContain(change.value("id"));
                accepted.add(change.value("id"));
            });
            changes.acknowledge();
        }
        assertThat(accepted).hasSize(100).doesNotHaveDuplicates();
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void leavesRejectedRowsToTheNextRun(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        sync(tracker);
        database.run(
                "UPDATE app.users SET name = 'y' WHERE id < 3",
                "DELETE FROM app.users WHERE id = 3",
                "INSERT INTO app.users VALUES (4, 'Dan', 1)");
        List<String> rejected = new ArrayList<>();
        try (ChangeSet changes = tracker.detect()) {
            changes.forEach(change -> {
                if (!Long.valueOf(1).equals(change.value("id"))) {
                    changes.reject(change);
                    rejected.add(change.toJson());
                }
            });
            assertThat(changes.acknowledge().rejected()).isEqualTo(3);
        }
        rejected.sort(null);
        assertThat(sync(tracker)).isEqualTo(rejected);
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void refusesToAcknowledgeWhatWasNotRead(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database).tracker(QUERY, "id");
        try (ChangeSet changes = tracker.detect()) {
            assertThatThrownBy(changes::acknowledge)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("3 of 3 changes have not been read");
        }
        assertThat(sync(tracker)).hasSize(3);
    }

    @OutermostPostgres
    void forgetsTheStateOrTakesTheResultForIt(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database);
        ChangeTracker tracker = tracked.tracker(QUERY, "id");
        assertThat(tracker.rebaseline().changes()).isZero();
        assertThat(sync(tracker)).isEmpty();
        assertThat(tracker.states())
                .singleElement()
                .satisfies(state -> assertThat(state.rows()).isEqualTo(3));

        assertThat(tracker.reset()).isEqualTo(3);
        assertThat(sync(tracker)).hasSize(3).allMatch(line -> line.contains("added"));
        ChangeTracker other = tracked.builder(Model.of("other", QUERY, "id")).build();
        sync(other);
        assertThat(other.drop("m")).isTrue();
        assertThat(other.states())
                .singleElement()
                .satisfies(state -> assertThat(state.model()).isEqualTo("other"));
        assertThat(tracker.drop("other")).isTrue();
        assertThat(tracker.drop("other")).isFalse();
        assertThat(tracker.reset()).isZero();
        assertThat(tracker.states()).isEmpty();
        assertThat(tracked.tables()).isEmpty();
    }
}
