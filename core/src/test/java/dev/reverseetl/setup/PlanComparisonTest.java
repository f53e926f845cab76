package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** Fewer steps than were seen will do; nothing may be new or different. */
class PlanComparisonTest {
    private static final SqlStep USERS = own(7, "users");
    private static final PlanStep ORDERS = own(8, "orders");

    @Test
    void acceptsWhatIsTheSameOrLess() {
        assertThatCode(() -> PlanComparison.check(plan(USERS, ORDERS), plan(USERS, ORDERS)))
                .doesNotThrowAnyException();
        assertThatCode(() -> PlanComparison.check(plan(USERS, ORDERS), plan(ORDERS)))
                .doesNotThrowAnyException();
        assertThatCode(() -> PlanComparison.check(plan(USERS), plan())).doesNotThrowAnyException();
    }

    @Test
    void acceptsAnotherTableOfTheSameName() {
        assertThatCode(() -> PlanComparison.check(plan(USERS), plan(own(9, "users"))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesEveryNewStep() {
        assertThatItIs(ErrorCode.PLAN_CHANGED, () -> PlanComparison.check(plan(), plan(USERS, ORDERS)))
                .withMessageContaining("new step: GRANT SELECT ON TABLE \"app\".\"users\" TO \"segment\"")
                .withMessageContaining("new step: GRANT SELECT ON TABLE \"app\".\"orders\" TO \"segment\"");
    }

    @Test
    void refusesAStepThatIsNotOursAnyMore() {
        assertThatItIs(ErrorCode.PLAN_CHANGED, () -> PlanComparison.check(plan(USERS), plan(foreign(7, "users"))))
                .withMessageContaining("(to be run by somebody else)");
        assertThatItIs(ErrorCode.PLAN_CHANGED, () -> PlanComparison.check(plan(foreign(7, "users")), plan(USERS)));
    }

    @Test
    void refusesANewBlocker() {
        SetupPlan blocked = plan(List.of(), finding("SERVER_IN_RECOVERY", Severity.BLOCKER));
        assertThatItIs(ErrorCode.PLAN_CHANGED, () -> PlanComparison.check(plan(), blocked))
                .withMessageContaining("new blocker SERVER_IN_RECOVERY: It is so");
        assertThatItIs(ErrorCode.PLAN_BLOCKED, () -> PlanComparison.check(blocked, blocked))
                .withMessageContaining("It is so")
                .withMessageContaining("Do this");
    }

    @Test
    void carriesOnDespiteNewWarnings() {
        SetupPlan warned = plan(List.of(USERS), finding("ROLE_EXPIRES", Severity.WARNING));
        assertThatCode(() -> PlanComparison.check(plan(USERS), warned)).doesNotThrowAnyException();
    }

    @Test
    void refusesStepsThatWaitForAForeignOne() {
        PlanStep waiting = new SqlStep(USERS.change(), "why", Optional.empty(), true);
        assertThatItIs(ErrorCode.FOREIGN_STEPS, () -> PlanComparison.refuseWaiting(plan(foreign(8, "orders"), waiting)))
                .withMessageContaining("GRANT SELECT ON TABLE \"app\".\"orders\" TO \"segment\" (by the owner)")
                .withMessageContaining("applyPartial");
        assertThatCode(() -> PlanComparison.refuseWaiting(plan(USERS, foreign(8, "orders"))))
                .doesNotThrowAnyException();
    }

    private static ThrowableAssertAlternative<ReverseEtlException> assertThatItIs(
            ErrorCode code, ThrowingCallable comparison) {
        return assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(comparison)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static SetupPlan plan(PlanStep... steps) {
        return plan(List.of(steps));
    }

    private static SetupPlan plan(List<PlanStep> steps, Finding... findings) {
        return ReportSamples.plan(PlanPurpose.SET_UP, steps, List.of(findings));
    }

    private static Finding finding(String code, Severity severity) {
        return new Finding(code, severity, "It is so.", "Do this.");
    }

    private static SqlStep own(long oid, String table) {
        return new SqlStep(grant(oid, table), "why", Optional.empty(), false);
    }

    private static PlanStep foreign(long oid, String table) {
        return new SqlStep(
                grant(oid, table), "why", Optional.of(new ForeignStep("the owner", "It is the owner's.")), false);
    }

    private static GrantPrivileges grant(long oid, String table) {
        return new GrantPrivileges(
                DatabaseObject.table(oid, QualifiedName.of("app", table)),
                List.of(Privilege.SELECT),
                Identifier.of("segment"),
                false);
    }
}
