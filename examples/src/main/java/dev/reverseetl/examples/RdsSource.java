package dev.reverseetl.examples;

import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be done with a source. Each returns whether it came as it should.
 *
 * @param builders a new builder each time, with all but the password of the role
 * @param password where the password of the role is, or is to be
 * @param story who is told
 */
record RdsSource(Supplier<ReverseEtlSourceSetupBuilder> builders, Optional<PasswordFile> password, Story story) {
    boolean plan() {
        SetupPlan plan = withoutNewPassword().plan();
        story.show(PlanReport.text(plan));
        story.tell("Nothing was changed. With --apply, it would be.");
        return plan.blockers().isEmpty();
    }

    boolean apply() {
        ReverseEtlSourceSetup setup = withoutNewPassword();
        SetupPlan plan = setup.plan();
        if (createsRole(plan) && plan.blockers().isEmpty() && !hasPassword()) {
            PasswordFile file = password.orElseThrow(() -> new ProgramFailure(
                    "The role is to be created, and nobody would know its password. Nothing was changed.",
                    "Say with --password-file in which new file it is to be."));
            setup = builders.get().password(file.create()).build();
            plan = setup.plan();
            story.tell("The role's password is in " + file.path() + ".");
        }
        story.show(PlanReport.text(plan));
        SetupResult result = setup.apply(plan);
        story.show(ResultReport.text(result));
        return result.proof() == Proof.LOGGED_IN;
    }

    boolean verify() {
        ReverseEtlSourceSetupBuilder builder = builders.get();
        if (hasPassword()) {
            builder.password(password.orElseThrow().read());
        }
        Verification verification = builder.build().verify();
        story.show(VerificationReport.text(verification));
        return verification.holds();
    }

    /** Takes back runs, in their order. */
    boolean undo(List<JournalEntry> runs) {
        ReverseEtlSourceSetup setup = builders.get().build();
        story.tell("The journal knows " + runs.size() + " run(s) of this role in this database to undo.");
        for (JournalEntry run : runs) {
            story.tell(
                    "Run " + run.undoRecord().id() + " of " + run.undoRecord().createdAt() + ":");
            story.show(UndoReport.text(setup.undo(run)));
        }
        return true;
    }

    private ReverseEtlSourceSetup withoutNewPassword() {
        ReverseEtlSourceSetupBuilder builder = builders.get();
        return (hasPassword() ? builder.password(password.orElseThrow().read()) : builder.generatedPassword()).build();
    }

    private boolean hasPassword() {
        return password.filter(PasswordFile::exists).isPresent();
    }

    private static boolean createsRole(SetupPlan plan) {
        return plan.steps().stream().anyMatch(step -> step.code().equals("CREATE_ROLE"));
    }
}
