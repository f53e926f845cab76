package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A standby answers questions and can't be a source. */
class StandbyIT {
    @Test
    void isAnalysedAndRefusedByEveryVerb() throws Exception {
        int major = PostgresServers.newest().major();
        try (OwnServer server = PostgresServers.startOwn(major, Map.of());
                TestDatabase database = server.createDatabase()) {
            Login admin = AdminShape.RDS.create(database);
            ReverseEtlSourceSetup setup =
                    Setups.builder(admin).role(database.uniqueRole("segment")).build();
            SetupPlan before = setup.plan();
            SetupResult result = setup.apply(before);
            server.becomeStandby();

            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).extracting(Finding::code).containsExactly("SERVER_IN_RECOVERY");
            assertThat(plan.blockers()).allMatch(blocker -> blocker.remedy().contains("primary"));
            assertThat(plan.steps()).isEmpty();
            assertThatRefuses(ErrorCode.PLAN_BLOCKED, () -> setup.apply(plan));
            assertThatRefuses(ErrorCode.PLAN_BLOCKED, () -> setup.applyPartial(plan));
            assertThatRefuses(ErrorCode.SERVER_READ_ONLY, () -> setup.apply(before));
            assertThatRefuses(ErrorCode.SERVER_READ_ONLY, () -> setup.apply(setup.teardown()));
            assertThatRefuses(ErrorCode.SERVER_READ_ONLY, () -> setup.apply(setup.removeExcess()));
            assertThatRefuses(ErrorCode.SERVER_READ_ONLY, () -> setup.undo(result.undoRecord()));
            assertThatRefuses(ErrorCode.SERVER_READ_ONLY, () -> setup.rotatePassword(Secret.of("another")));
            Verification verification = setup.verify();
            assertThat(verification.holds()).isFalse();
            assertThat(verification.findings()).extracting(Finding::code).contains("SERVER_IN_RECOVERY");
            assertThat(verification.proofReason()).contains("standby");
        }
    }

    private static void assertThatRefuses(ErrorCode code, ThrowingCallable verb) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(verb)
                .withMessageContaining("primary")
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
