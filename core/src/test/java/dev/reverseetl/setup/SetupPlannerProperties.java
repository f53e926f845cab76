package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What holds of every plan, whatever the facts are. */
@Domain(RandomFacts.class)
class SetupPlannerProperties {
    @Property
    void sameFactsGiveTheSamePlan(@ForAll SetupFacts facts) {
        assertThat(plan(facts).steps()).isEqualTo(plan(facts).steps());
    }

    @Property
    void noStepIsPlannedTwice(@ForAll SetupFacts facts) {
        List<String> statements =
                plan(facts).steps().stream().map(PlanStep::action).toList();
        assertThat(new HashSet<>(statements)).hasSameSizeAs(statements);
    }

    @Property
    void aMembershipIsTakenBackInTheSamePlan(@ForAll SetupFacts facts) {
        List<Change> changes =
                plan(facts).sqlSteps().stream().map(SqlStep::change).toList();
        List<ChangeMembership> memberships = changes.stream()
                .filter(ChangeMembership.class::isInstance)
                .map(ChangeMembership.class::cast)
                .toList();
        if (!memberships.isEmpty()) {
            assertThat(memberships).hasSize(2);
            assertThat(memberships.get(1))
                    .isEqualTo(memberships.get(0).inverse().orElseThrow());
            assertThat(memberships.get(0).role()).isEqualTo(RandomFacts.GOAL.role());
            assertThat(memberships.get(0).after().map(MembershipOptions::set)).contains(true);
        }
        assertThat(UndoRecord.inverses(changes)).noneMatch(ChangeMembership.class::isInstance);
    }

    @Property
    void aForeignStepSaysWhoCanRunItAndWhy(@ForAll SetupFacts facts) {
        plan(facts).foreignSteps().forEach(step -> {
            ForeignStep foreign = step.foreign().orElseThrow();
            assertThat(foreign.who()).contains("superuser");
            assertThat(foreign.reason()).isNotBlank();
        });
    }

    @Property
    void aForeignStepThatNothingNeedsGoesLast(@ForAll SetupFacts facts) {
        boolean foreignSeen = false;
        for (PlanStep step : plan(facts).steps()) {
            if (step.isForeign() && !step.code().equals("CREATE_ROLE")) {
                foreignSeen = true;
            } else {
                assertThat(foreignSeen).as(step.action()).isFalse();
            }
        }
    }

    @Property
    void aSuperuserNeedsNobody(@ForAll SetupFacts facts) {
        if (facts.server().adminSuperuser()) {
            Set<String> codes = new HashSet<>();
            plan(facts).foreignSteps().forEach(step -> codes.add(step.code()));
            // The facts say for each object whether it may be granted; for a superuser they say yes
            assertThat(codes).doesNotContain("CREATE_ROLE", "ALTER_ROLE", "SET_ROLE_SETTING");
        }
    }

    @Property
    void everyStepOfOursCanBeUndone(@ForAll SetupFacts facts) {
        plan(facts).sqlSteps().forEach(step -> {
            Optional<Change> inverse = step.change().inverse();
            assertThat(inverse).as(step.action()).isPresent();
            inverse.flatMap(Change::inverse)
                    .ifPresent(again ->
                            assertThat(again.sql("''")).isEqualTo(step.change().sql("''")));
        });
    }

    @Property
    void whatIsSatisfiedNeedsNoStep(@ForAll SetupFacts facts) {
        assertThat(plan(RandomFacts.satisfied(facts)).steps()).isEmpty();
    }

    private static SetupPlan plan(SetupFacts facts) {
        return SetupPlanner.plan(RandomFacts.GOAL, facts);
    }
}
