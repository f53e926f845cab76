package dev.reverseetl.tracking;

import static dev.reverseetl.tracking.TrackedDatabase.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Rows that are only hidden, or lost by mistake, are not taken for deleted. */
class GuardIT {
    private static final Model MODEL = Model.of("m", "SELECT id, tenant FROM app.users", "id");

    private static TrackedDatabase users(TestDatabase database, int rows) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        database.run(
                "CREATE TABLE app.users (id bigint PRIMARY KEY, tenant int)",
                "INSERT INTO app.users SELECT g, g % 2 FROM generate_series(1, " + rows + ") AS g");
        return tracked;
    }

    @OutermostPostgres
    void holdsDeletionsUntilTheyAreConfirmed(TestDatabase database) throws SQLException {
        ChangeTracker tracker = users(database, 300).builder(MODEL).build();
        sync(tracker);
        database.run("DELETE FROM app.users WHERE id <= 150", "UPDATE app.users SET tenant = 7 WHERE id = 200");
        assertThat(sync(tracker)).hasSize(151); // half is believed

        database.run("DELETE FROM app.users WHERE id <= 251");
        for (int run = 0; run < 2; run++) {
            try (ChangeSet changes = tracker.detect()) {
                assertThat(changes.held())
                        .hasValueSatisfying(why -> assertThat(why).contains("101 of 150 rows"));
                assertThat(changes.summary().held()).isPresent();
                refuses(ErrorCode.DELETES_HELD, () -> changes.forEach(change -> {}));
                refuses(ErrorCode.DELETES_HELD, () -> changes.pages(10));
                refuses(ErrorCode.DELETES_HELD, changes::acknowledge);
            }
        }
        try (ChangeSet changes = tracker.detect()) {
            changes.confirmDeletes();
            changes.forEach(change -> assertThat(change.operation()).isEqualTo(Operation.DELETED));
            assertThat(changes.acknowledge().acknowledged()).isEqualTo(101);
        }
        assertThat(sync(tracker)).isEmpty();
    }

    @OutermostPostgres
    void holdsTheDeletionOfAllRows(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database, 3);
        sync(tracked.builder(MODEL).build());
        database.run("DELETE FROM app.users");
        try (ChangeSet changes = tracked.builder(MODEL).build().detect()) {
            assertThat(changes.held())
                    .hasValueSatisfying(why -> assertThat(why).contains("3 of 3 rows", "all of them"));
        }
        assertThat(sync(tracked.builder(MODEL).deleteGuard(DeleteGuard.none()).build()))
                .hasSize(3);
    }

    @OutermostPostgres
    void failsWhereRowSecurityWouldHideRows(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database, 10);
        sync(tracked.builder(MODEL).build());
        database.run(
                "ALTER TABLE app.users ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY tenant ON app.users USING (tenant = 0)");
        refuses(
                ErrorCode.ROW_SECURITY_APPLIES,
                () -> tracked.builder(MODEL).build().detect());
        refuses(
                ErrorCode.ROW_SECURITY_APPLIES,
                () -> tracked.builder(MODEL).build().rebaseline());

        // It saw all of them before, so that those which are hidden now look deleted
        ChangeTracker accepting = tracked.builder(MODEL).acceptRowSecurity().build();
        try (ChangeSet changes = accepting.detect()) {
            assertThat(changes.held()).hasValueSatisfying(why -> assertThat(why).contains("policies", "5 rows"));
            changes.confirmDeletes();
            changes.forEach(change -> {});
            changes.acknowledge();
        }
        database.run("DELETE FROM app.users WHERE id = 2");
        assertThat(sync(accepting)).hasSize(1); // with unchanged policies deletions are believed

        database.run("ALTER POLICY tenant ON app.users USING (tenant = 0 AND id > 4)");
        try (ChangeSet changes = accepting.detect()) {
            assertThat(changes.held()).isPresent();
        }
    }

    @OutermostPostgres
    void tellsAMissingRightFromRowSecurity(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = users(database, 1);
        database.run("REVOKE SELECT ON app.users FROM " + tracked.role().quotedRole());
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> tracked.builder(MODEL).build().detect())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILED))
                .withMessageContaining("42501")
                .withMessageContaining("PermissionAudit");
    }

    private static void refuses(ErrorCode code, Runnable work) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(work::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
