package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.PowerfulRole;
import java.util.List;

/**
 * Tells which memberships of the role give it more than a source needs. Other groups may be how it reads, and are left
 * alone.
 */
final class ExcessMemberships {
    private ExcessMemberships() {}

    static List<Membership> of(SetupGoal goal, SetupFacts facts) {
        return facts.memberships().stream()
                .filter(membership -> membership.member().equals(goal.role())
                        && PowerfulRole.power(membership.role().value()).isPresent())
                .toList();
    }
}
