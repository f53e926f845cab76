package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.Membership;
import java.util.List;
import java.util.Set;

/**
 * Tells which memberships of the role give it more than a source needs. Other groups may be how it reads, and are left
 * alone.
 */
final class ExcessMemberships {
    private static final Set<String> POWERFUL = Set.of(
            "pg_read_all_data",
            "pg_write_all_data",
            "pg_read_server_files",
            "pg_write_server_files",
            "pg_execute_server_program",
            "pg_signal_backend",
            "pg_checkpoint",
            "pg_maintain",
            "pg_create_subscription",
            "rds_superuser",
            "rds_replication",
            "cloudsqlsuperuser",
            "azure_pg_admin");

    private ExcessMemberships() {}

    static List<Membership> of(SetupGoal goal, SetupFacts facts) {
        return facts.memberships().stream()
                .filter(membership -> membership.member().equals(goal.role())
                        && POWERFUL.contains(membership.role().value()))
                .toList();
    }
}
