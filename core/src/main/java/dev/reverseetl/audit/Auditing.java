package dev.reverseetl.audit;

import dev.reverseetl.audit.internal.AuditEngine;

/** One run of an audit: its own transaction, rolled back in the end. */
final class Auditing {
    private final AuditGoal goal;

    Auditing(AuditGoal goal) {
        this.goal = goal;
    }

    AuditReport run() {
        return AuditEngine.run(
                goal.connection(),
                goal.role(),
                goal.models(),
                goal.columnGrants(),
                goal.lockTimeout(),
                goal.deadline());
    }
}
