package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener hears of everything in its order, and can end a run as long as nothing is committed. */
class ListenerIT {
    @Test
    void hearsOfEverythingInItsOrder(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        Events events = new Events("");
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .listener(events)
                .build();
        SetupPlan plan = setup.plan();
        assertThat(events.seen).isEmpty();
        UndoRecord record = setup.apply(plan).undoRecord();
        List<String> expected = new ArrayList<>();
        plan.steps().forEach(step -> expected.addAll(List.of("started " + step.code(), "finished " + step.code())));
        expected.addAll(List.of("rehearsing", "committed", "logging in"));
        assertThat(events.seen).isEqualTo(expected);

        events.seen.clear();
        setup.verify();
        assertThat(events.seen).containsExactly("rehearsing", "logging in");
        events.seen.clear();
        setup.undo(record);
        assertThat(events.seen).startsWith("started REVOKE").endsWith("finished DROP_ROLE", "committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"started CREATE_ROLE", "finished CREATE_SCHEMA", "rehearsing"})
    void endsTheRunByThrowing(String when, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin(pool)
                    .role(database.uniqueRole("segment"))
                    .segmentEndpoint("db.example.com", 5432)
                    .listener(new Events(when))
                    .build();
            SetupPlan plan = setup.plan();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            List<String> session = ConnectionState.of(pool.connection());
            assertThatIllegalStateException()
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessage(when);
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(session);
            assertThat(pool.isLent()).isFalse();
        }
    }

    /** What is committed is told, whoever throws when hearing of it. */
    @ParameterizedTest
    @ValueSource(strings = {"committed", "logging in"})
    void hidesNoSuccessByThrowing(String when, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        Events events = new Events(when);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .listener(events)
                .build();
        SetupPlan plan = setup.plan();
        SetupResult result = setup.apply(plan);
        assertThat(result.steps()).hasSameSizeAs(plan.steps());
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.verify().proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.rotatePassword(Secret.of("another")).loggedIn()).isTrue();
        assertThat(setup.undo(result.undoRecord()).statements()).isNotEmpty();
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        assertThat(events.seen).contains(when);
    }

    private static final class Events implements SetupListener {
        final List<String> seen = new ArrayList<>();
        private final String fatal;

        Events(String fatal) {
            this.fatal = fatal;
        }

        @Override
        public void stepStarted(PlanStep step) {
            see("started " + step.code());
        }

        @Override
        public void stepFinished(PlanStep step) {
            see("finished " + step.code());
        }

        @Override
        public void rehearsing() {
            see("rehearsing");
        }

        @Override
        public void committed() {
            see("committed");
        }

        @Override
        public void loggingIn() {
            see("logging in");
        }

        private void see(String event) {
            seen.add(event);
            if (event.equals(fatal)) {
                throw new IllegalStateException(event);
            }
        }
    }
}
