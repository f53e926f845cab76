package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does as the role, in a savepoint that is rolled back, what Segment does in a sync. Costs two round trips. */
final class Rehearsal {
    private static final String SAVEPOINT = "retl_rehearsal";

    /** Serialization failure, deadlock, lock time-out: they say nothing about the role. */
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01", "55P03");

    private final SetupGoal goal;
    private final List<String> preparation = new ArrayList<>();
    private final List<RehearsalAct> acts;
    private final boolean asAdmin;

    private Rehearsal(SetupGoal goal, boolean asAdmin) {
        this.goal = goal;
        this.asAdmin = asAdmin;
        this.acts = RehearsalAct.all(goal, asAdmin);
    }

    /** {@return the rehearsal by which the administrator acts as the role, or nothing where PostgreSQL refuses that} */
    static Optional<Rehearsal> asAdmin(SetupGoal goal, SetupFacts facts) {
        AdminPowers powers = new AdminPowers(goal.role(), facts);
        if (powers.becoming() == AdminPowers.Becoming.IMPOSSIBLE) {
            return Optional.empty();
        }
        Rehearsal rehearsal = new Rehearsal(goal, true);
        if (powers.becoming() == AdminPowers.Becoming.BY_MEMBERSHIP) {
            rehearsal.preparation.add(powers.membership(false).sql(""));
        } else if (!facts.server().adminLoggedIn()) {
            // SET ROLE asks what the user who logged in may: a superuser taken on by SET ROLE is not enough
            rehearsal.preparation.add("GRANT " + goal.role().quoted() + " TO "
                    + facts.server().admin().quoted());
        }
        rehearsal.preparation.add("SET LOCAL ROLE " + goal.role().quoted());
        // SET ROLE keeps the administrator's search_path, so the role's own is set by hand
        rehearsal.preparation.add(
                "SET LOCAL search_path TO " + facts.searchPathOfSessions().quoted());
        rehearsal.preparation.add("SET LOCAL check_function_bodies TO off");
        return Optional.of(rehearsal);
    }

    /** {@return the rehearsal for a connection that was logged in as the role} */
    static Rehearsal asRole(SetupGoal goal) {
        Rehearsal rehearsal = new Rehearsal(goal, false);
        rehearsal.preparation.add("SET LOCAL search_path TO DEFAULT");
        return rehearsal;
    }

    /**
     * Rehearses.
     *
     * @return what failed, or nothing if all went well
     * @throws StatementFailure if it could not begin, or another session was in the way
     */
    Optional<RehearsalFailure> run(Transaction transaction) {
        if (asAdmin) {
            transaction.mayRunForeignCode();
        }
        List<String> statements = new ArrayList<>();
        statements.add("SAVEPOINT " + SAVEPOINT);
        statements.addAll(preparation);
        acts.forEach(act -> statements.add(act.sql()));
        Optional<StatementFailure> failure = transaction.runTogether(statements);
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        return failure.isEmpty() ? Optional.empty() : runSingly(transaction);
    }

    /** Finds out which act it was that failed. */
    private Optional<RehearsalFailure> runSingly(Transaction transaction) {
        preparation.forEach(transaction::run);
        for (RehearsalAct act : acts) {
            try {
                transaction.run(act.sql());
            } catch (StatementFailure failure) {
                if (failure.isConnectionLost() || IN_THE_WAY.contains(failure.sqlState())) {
                    throw failure;
                }
                transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
                return Optional.of(new RehearsalFailure(goal.role(), act, failure));
            }
        }
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        return Optional.empty();
    }
}
