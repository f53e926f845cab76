package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.change.DropOwned;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the administrator's own steps of a plan, each in one round trip. */
final class StepRunner {
    /** PostgreSQL's warnings that a GRANT or a REVOKE did nothing. */
    private static final List<String> WITHOUT_EFFECT = List.of("01007", "01006");

    private final Transaction transaction;
    private final Optional<Secret> password;
    private final SetupListener listener;

    StepRunner(Transaction transaction, Optional<Secret> password, SetupListener listener) {
        this.transaction = transaction;
        this.password = password;
        this.listener = listener;
    }

    /** Runs the steps and returns those that were run: neither foreign ones nor those that wait for one. */
    List<SqlStep> run(SetupPlan plan) {
        List<SqlStep> run = new ArrayList<>();
        for (SqlStep step : plan.sqlSteps()) {
            if (!step.isForeign() && !step.isWaiting()) {
                listener.stepStarted(step);
                run(step);
                listener.stepFinished(step);
                run.add(step);
            }
        }
        return run;
    }

    private void run(SqlStep step) {
        String verifier =
                password.map(PasswordVerifier::of).map(SqlLiteral::quoted).orElse("NULL");
        List<String> warnings;
        try {
            warnings = transaction.run(step.change().sql(verifier));
        } catch (StatementFailure failure) {
            if (failure.isConcurrency() || failure.isConnectionLost()) {
                throw failure;
            }
            throw new ReverseEtlException(
                    ErrorCode.STATEMENT_FAILED,
                    "The step \"" + step.action() + "\" failed: " + failure.getMessage() + ". Nothing was changed.",
                    remedy(failure),
                    failure);
        }
        // DROP OWNED warns of rights on other databases too, which it can't remove and which are to stay
        if (!(step.change() instanceof DropOwned) && warnings.stream().anyMatch(WITHOUT_EFFECT::contains)) {
            throw withoutEffect(step, "PostgreSQL warned that it did nothing");
        }
    }

    /** Explains a step that the server accepted and that is still needed. */
    static ReverseEtlException withoutEffect(PlanStep step, String how) {
        return new ReverseEtlException(
                ErrorCode.GRANT_WITHOUT_EFFECT,
                "The step \"" + step.action() + "\" was accepted without effect: " + how + ". Nothing was changed.",
                "Have the object's owner or a superuser run it.");
    }

    private static String remedy(StatementFailure failure) {
        return failure.sqlState().equals("42501")
                ? "Have somebody with the right run it, or connect as an administrator who has it; an event trigger or the provider may forbid it too."
                : "Look at the server's log for the statement.";
    }
}
