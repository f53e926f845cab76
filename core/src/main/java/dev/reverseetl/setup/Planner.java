package dev.reverseetl.setup;

/** Plans for one purpose. Pure. */
interface Planner {
    SetupPlan plan(SetupGoal goal, SetupFacts facts);

    static Planner of(PlanPurpose purpose, ManagedTables tables) {
        return switch (purpose) {
            case SET_UP -> SetupPlanner::plan;
            case REMOVE_EXCESS -> ExcessPlanner::plan;
            case TEAR_DOWN -> (goal, facts) -> TeardownPlanner.plan(goal, facts, tables);
            case UNDO -> throw new IllegalArgumentException("An undo is planned by its record");
        };
    }
}
