package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ProgressReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.UndoRecord;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.tracking.ChangeSet;
import dev.reverseetl.tracking.ChangeTracker;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the whole way on a PostgreSQL of its own: plan, apply, prove, verify, track, undo. */
@Command(
        name = "quickstart",
        description = {
            "Sets up a sample database as a Reverse ETL source, tracks its changes, and undoes it.",
            "It brings its own PostgreSQL along, needs no other, and stops it at the end."
        })
final class Quickstart implements Callable<Integer> {
    /** Segment could never reach this machine by its own name; see the text of the second chapter. */
    private static final String PUBLIC_NAME = "db.example.com";

    private static final Model ACTIVE_USERS =
            Model.of("active_users", "SELECT id, email, plan FROM app.users WHERE active", "id");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        Story story = new Story(command.commandLine().getOut());
        story.tell("""
                Reverse ETL quickstart: a PostgreSQL database becomes a proven source for Segment, and then
                again what it was before.""");
        try (SampleServer server = SampleServer.start()) {
            return tell(story, server) ? ExitStatus.OK : ExitStatus.NOT_PROVEN;
        }
    }

    private static boolean tell(Story story, SampleServer server) throws SQLException {
        ConnectionSettings admin = SampleDatabase.create(server);
        DataSource superuser = server.asSuperuser(SampleDatabase.NAME);
        CatalogSnapshot before = CatalogSnapshot.of(superuser);
        story.chapter("A database to try it on");
        story.tell("""
                PostgreSQL %s runs on port %d of this machine, in a temporary directory.
                Its database "shop" has a schema "app" with the tables "users" and "orders" and a view.
                The administrator "shop_admin" is what a provider such as RDS gives you: it has CREATEROLE
                and owns the database, but it is no superuser.""".formatted(server.version(), server.port()));

        story.chapter("The plan: what would change, why, and how it is undone");
        story.tell("""
                Making a plan changes nothing. Segment can't connect to "localhost", so a plan with that
                endpoint would be blocked: here the database pretends to be "%s".

                You asked for two models, "active_users" and "big_orders", to work. An audit has found out what
                the role needs for them; it gets that, and no more.""".formatted(PUBLIC_NAME));
        ReverseEtlSourceSetup setup = source(admin, story).generatedPassword().build();
        SetupPlan plan = setup.plan();
        story.show(PlanReport.text(plan));

        story.chapter("Applying the plan");
        story.tell("""
                All of it happens in one transaction, which is committed only if a rehearsal of a sync passes.
                The login after it comes from this machine: whether a firewall lets Segment through it can't say.""");
        SetupResult result = setup.apply(plan);
        story.show(ResultReport.text(result));
        story.tell("What PostgreSQL's own catalogs say has changed, asked without the library:");
        story.lines(CatalogSnapshot.of(superuser).changesSince(before));

        story.chapter("Planning again: a second run finds nothing to do");
        SetupPlan again = setup.plan();
        story.tell("The second plan has %d steps and %d blockers."
                .formatted(again.steps().size(), again.blockers().size()));

        story.chapter("Verifying: does all of it still hold?");
        story.tell("""
                A host application asks this now and then, with the password that it keeps. It changes
                nothing: what is tried is rolled back.""");
        Verification verification = source(admin, story)
                .password(result.password().orElseThrow())
                .build()
                .verify();
        story.show(VerificationReport.text(verification));

        story.chapter("Tracking changes: what a sync sends");
        track(story, admin.withUser("segment", result.password().orElseThrow()), superuser);

        story.chapter("Undoing it");
        String json = result.undoRecord().toJson();
        story.tell("""
                The run left an undo record: plain JSON without any secret, for this process or another one,
                now or next year. It removes what that run added, and nothing else.""");
        story.show(UndoReport.text(setup.undo(UndoRecord.fromJson(json))));

        story.chapter("What is left");
        CatalogSnapshot after = CatalogSnapshot.of(superuser);
        List<String> left = after.changesSince(before);
        story.tell(
                left.isEmpty()
                        ? "Nothing. All %d facts that the catalogs hold of roles, memberships, owners, rights and settings"
                                        .formatted(after.facts().size())
                                + "\nare as they were in the beginning."
                        : "This, which is a defect of the library:");
        story.lines(left);
        story.tell("Next: README.md is the manual, and examples/ has the code of what you saw, in Quickstart.java.");
        return result.proof() == Proof.LOGGED_IN && again.isEmpty() && verification.holds() && left.isEmpty();
    }

    private static void track(Story story, ConnectionSettings role, DataSource superuser) throws SQLException {
        story.tell("""
                As the role, the library runs a model and tells what has changed since the last run that was
                acknowledged. The database compares, by checksums in the managed schema. The first run:""");
        ChangeTracker tracker =
                ChangeTracker.builder().connection(role).model(ACTIVE_USERS).build();
        pass(story, tracker);
        story.tell("Now somebody changes her address, somebody leaves, and somebody is back:");
        SampleDatabase.change(superuser);
        pass(story, tracker);
        tracker.drop(ACTIVE_USERS.name());
    }

    private static void pass(Story story, ChangeTracker tracker) {
        try (ChangeSet changes = tracker.detect()) {
            changes.forEach(change -> story.line(change.toJson()));
            changes.acknowledge();
        }
    }

    private static ReverseEtlSourceSetupBuilder source(ConnectionSettings admin, Story story) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .model(ACTIVE_USERS)
                .model(Model.of("big_orders", "SELECT id, user_id FROM app.orders WHERE cents > 1000", "id"))
                .segmentEndpoint(PUBLIC_NAME, 5432)
                .listener(ProgressReport.to(story::line));
    }
}
