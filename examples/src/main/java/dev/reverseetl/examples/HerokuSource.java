package dev.reverseetl.examples;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.RotationReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.Rotation;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be done with a source on Heroku. Each returns whether it came as it should.
 *
 * @param builders a new builder each time
 * @param password where the password that Heroku chose is, or is to be
 * @param story who is told
 */
record HerokuSource(Supplier<ReverseEtlSourceSetupBuilder> builders, Optional<PasswordFile> password, Story story) {
    boolean plan() {
        SetupPlan plan = builders.get().build().plan();
        story.show(PlanReport.text(plan));
        story.tell("Nothing was changed. With --apply, it would be.");
        return plan.blockers().isEmpty();
    }

    boolean apply() {
        ReverseEtlSourceSetup setup = builders.get().build();
        SetupPlan plan = setup.plan();
        story.show(PlanReport.text(plan));
        SetupResult result = setup.apply(plan);
        story.show(ResultReport.text(result));
        keep(result.password());
        return result.proof() == Proof.LOGGED_IN;
    }

    boolean verify() {
        ReverseEtlSourceSetupBuilder builder = builders.get();
        password.filter(PasswordFile::exists).ifPresent(file -> builder.password(file.read()));
        Verification verification = builder.build().verify();
        story.show(VerificationReport.text(verification));
        return verification.holds();
    }

    boolean rotate() {
        Rotation rotation = builders.get().build().rotatePassword();
        story.show(RotationReport.text(rotation));
        keep(rotation.password());
        return rotation.loggedIn();
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

    /** Heroku shows it again at any time. */
    private void keep(Optional<Secret> chosen) {
        if (chosen.isEmpty()) {
            story.tell("`heroku pg:credentials:url` shows the password that Heroku chose.");
        } else if (password.isEmpty()) {
            story.tell(
                    "Heroku chose the password: `heroku pg:credentials:url` shows it, and --password-file keeps it.");
        } else {
            password.get().replace(chosen.get());
            story.tell("The password that Heroku chose is in " + password.get().path() + ".");
        }
    }
}
