package dev.reverseetl.setup;

/** Decides what brings the database from what it is to what the caller wants. Pure. */
final class SetupPlanner {
    private SetupPlanner() {}

    static SetupPlan plan(SetupGoal goal, SetupFacts facts) {
        PlanDraft draft = new PlanDraft();
        AdminPowers powers = new AdminPowers(goal.role(), facts);
        SetupBlockers.find(goal, facts, draft);
        SetupNotices.find(goal, facts, draft);
        RolePlanner.plan(goal, facts, powers, draft);
        ManagedSchemaPlanner.plan(goal, facts, powers, draft);
        DatabasePlanner.plan(goal, facts, draft);
        ReadPlanner.plan(goal, facts, draft);
        facts.models().ifPresent(models -> ModelPlanner.plan(models, goal, draft));
        facts.provider().ifPresent(provider -> {
            provider.findings().forEach(draft::add);
            draft.external(provider.steps());
        });
        return draft.toPlan(PlanPurpose.SET_UP, ManagedTables.KEEP, goal, facts);
    }
}
