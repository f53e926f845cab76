package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/**
 * Whatever statement the connection dies at: nothing is changed or all of it, the caller learns which, and the next run
 * completes.
 */
@Tag("slow")
class LostConnectionIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void changesNothingWhenTheBackendIsKilledBeforeAnyStatement(TestDatabase database, Login admin) throws Exception {
        Setup setup = Setup.of(database, admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        List<String> statements = statementsOfARun(setup, plan);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        for (int number = 1; number < statements.size(); number++) {
            int fatal = number;
            ReverseEtlException failure = failingRun(setup, plan, proxy -> proxy.killBackendBefore(new Nth(fatal)));
            assertThat(failure.code()).as(statements.get(number - 1)).isEqualTo(ErrorCode.CONNECTION_FAILED);
            assertThat(failure.getMessage()).containsAnyOf("Could not connect", "Nothing was changed");
            assertThat(CatalogSnapshot.of(database).lines())
                    .as(statements.get(number - 1))
                    .isEqualTo(before.lines());
        }
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup again = setup.through(proxy);
            assertThat(again.apply(again.plan()).proof()).isEqualTo(Proof.REHEARSED);
        }
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void findsOutThatACommitWasDoneWhoseAnswerWasLost(TestDatabase database, Login admin) throws Exception {
        Setup setup = Setup.of(database, admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup through = setup.through(proxy);
            SetupPlan plan = through.plan();
            proxy.loseAnswerTo(WireProxy.COMMIT);
            SetupResult result = through.apply(plan);
            assertThat(result.steps()).hasSameSizeAs(plan.steps());
            assertThat(through.plan().isEmpty()).isTrue();
            through.undo(result.undoRecord());
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
    }

    @EachAdmin({AdminShape.SUPERUSER})
    void findsOutThatACommitNeverArrived(TestDatabase database, Login admin) throws Exception {
        Setup setup = Setup.of(database, admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlException failure = failingRun(setup, setup.plan(), proxy -> proxy.cutBefore(WireProxy.COMMIT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        assertThat(failure).hasMessageContaining("Nothing was changed");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    /** The statements of one run, which is undone. */
    private static List<String> statementsOfARun(Setup setup, SetupPlan plan) throws IOException {
        try (WireProxy proxy = WireProxy.to(setup.database().server())) {
            ReverseEtlSourceSetup through = setup.through(proxy);
            SetupResult result = through.apply(plan);
            List<String> statements = List.copyOf(proxy.statements());
            through.undo(result.undoRecord());
            return statements.subList(0, 1 + lastCommit(statements));
        }
    }

    private static int lastCommit(List<String> statements) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (WireProxy.COMMIT.test(statements.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("no COMMIT in " + statements);
    }

    private static ReverseEtlException failingRun(Setup setup, SetupPlan plan, Consumer<WireProxy> trap)
            throws IOException {
        try (WireProxy proxy = WireProxy.to(setup.database().server())) {
            ReverseEtlSourceSetup through = setup.through(proxy);
            trap.accept(proxy);
            return assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> through.apply(plan))
                    .actual();
        }
    }

    /** Accepts the n-th statement that it is asked about. */
    private static final class Nth implements Predicate<String> {
        private final int number;
        private int seen;

        Nth(int number) {
            this.number = number;
        }

        @Override
        public synchronized boolean test(String sql) {
            return ++seen == number;
        }
    }

    private record Setup(TestDatabase database, Login admin, String role) {
        static Setup of(TestDatabase database, Login admin) throws SQLException {
            String role = database.uniqueRole("segment");
            new StartingState(StartingState.Role.ABSENT, StartingState.Schema.ABSENT, StartingState.Grants.NONE)
                    .create(database, admin, role, "__segment_reverse_etl");
            return new Setup(database, admin, role);
        }

        /** Not through a proxy, which would see the statements. */
        SetupPlan plan() {
            return with(admin.dataSource()).plan();
        }

        /** A borrowed connection, so that no login of the role is among the statements. */
        ReverseEtlSourceSetup through(WireProxy proxy) {
            return with(proxy.dataSource(admin));
        }

        private ReverseEtlSourceSetup with(DataSource dataSource) {
            return ReverseEtlSourceSetup.builder()
                    .admin(dataSource)
                    .role(role)
                    .generatedPassword()
                    .segmentEndpoint("db.example.com", 5432)
                    .grantRead(ReadScope.schema("app").includingFutureTables())
                    .build();
        }
    }
}
