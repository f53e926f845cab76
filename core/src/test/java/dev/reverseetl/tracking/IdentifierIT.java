package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Identifiers that don't tell rows apart never flap and never poison the state. */
class IdentifierIT {
    private static final String QUERY = "SELECT id, name FROM app.users";

    private static TrackedDatabase users(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id bigint, name text)", "INSERT INTO app.users VALUES (1, 'Ann'), (2, 'Bob')");
        return tracked;
    }

    @OutermostPostgres
    void setsNullsAside(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database).tracker(QUERY, "id");
        database.run("INSERT INTO app.users VALUES (NULL, 'Nobody'), (NULL, NULL)");
        for (int run = 0; run < 2; run++) {
            try (ChangeSet changes = tracker.detect()) {
                SetAside aside = changes.summary().setAside();
                assertThat(aside.nullRows()).isEqualTo(2);
                assertThat(aside.nullSamples())
                        .extracting(row -> row.values().get("name"))
                        .containsExactlyInAnyOrder("Nobody", null);
                assertThat(aside.toString()).doesNotContain("Nobody");
                assertThat(changes.summary().changes()).isEqualTo(run == 0 ? 2 : 0);
                changes.forEach(change -> {});
                changes.acknowledge();
            }
        }
    }

    @OutermostPostgres
    void setsAnIdentifierThatBecomesAmbiguousAsideUntilItIsUniqueAgain(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database).tracker(QUERY, "id");
        sync(tracker);
        database.run("INSERT INTO app.users VALUES (1, 'another Ann')"); // beside the one that is in the state
        for (int run = 0; run < 3; run++) {
            try (ChangeSet changes = tracker.detect()) {
                assertThat(changes.summary().changes()).as("run %d", run).isZero();
                assertThat(changes.summary().setAside().duplicateIdentifiers()).isEqualTo(1);
                assertThat(changes.summary().setAside().duplicateSamples())
                        .singleElement()
                        .satisfies(row -> assertThat(row.values()).containsEntry("id", "1"));
            }
        }
        database.run("DELETE FROM app.users WHERE name = 'Ann'");
        assertThat(sync(tracker))
                .containsExactly("{\"op\":\"updated\",\"id\":{\"id\":1},\"row\":{\"id\":1,\"name\":\"another Ann\"}}");
        database.run("INSERT INTO app.users VALUES (1, 'x'), (1, 'y'), (1, 'z')", "DELETE FROM app.users WHERE id = 2");
        assertThat(sync(tracker))
                .containsExactly("{\"op\":\"deleted\",\"id\":{\"id\":2},\"row\":{\"id\":2,\"name\":null}}");
        database.run("DELETE FROM app.users WHERE name IN ('x', 'y', 'z')");
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void takesEqualRowsForOne(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database).tracker(QUERY, "id");
        database.run("INSERT INTO app.users SELECT * FROM app.users", "INSERT INTO app.users VALUES (1, 'Ann')");
        assertThat(sync(tracker)).hasSize(2);
        assertThat(sync(tracker)).isEmpty();
        database.run("UPDATE app.users SET name = 'new' WHERE id = 1");
        try (ChangeSet changes = tracker.detect()) {
            assertThat(changes.summary().setAside().isEmpty()).isTrue();
            assertThat(changes.summary().updated()).isEqualTo(1);
        }
        database.run("DELETE FROM app.users WHERE ctid = (SELECT min(ctid) FROM app.users WHERE id = 2)");
        assertThat(sync(tracker)).hasSize(1);
    }
}
