package dev.reverseetl.examples;

import dev.reverseetl.Finding;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ProgressReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.segment.SourceForm;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The story of a source on Heroku, on a PostgreSQL and a Heroku of this machine; and what the other tiers say. */
final class HerokuDemo {
    private static final String ROLE = "segment";

    private final Story story;
    private final HerokuSample heroku;
    private final Path journal;

    private HerokuDemo(Story story, HerokuSample heroku, Path journal) {
        this.story = story;
        this.heroku = heroku;
        this.journal = journal;
    }

    /** Tells it, and returns whether everything came as it should. */
    static boolean tell(Story story) throws SQLException {
        story.tell("""
                A database on Heroku becomes a proven source for Segment, with a credential of its own, and then again
                what it was before. All of it is stand-ins on this machine: no network, no account, no token.""");
        try (SampleServer server = SampleServer.start();
                TemporaryJournal journal = TemporaryJournal.create()) {
            boolean standard;
            try (HerokuSample heroku = HerokuSample.start(server, HerokuTier.STANDARD)) {
                story.chapter("A database of the tier Standard");
                story.tell(
                        """
                        PostgreSQL %s runs on port %d of this machine, with the schema and event triggers of Heroku.
                        The administrator is the default credential "%s": it owns the database, and can't
                        create roles. %s speaks Heroku's Platform API and Data API.""".formatted(server.version(), server.port(), HerokuTier.STANDARD.owner(), heroku.endpoint()));
                standard = new HerokuDemo(story, heroku, journal.file()).run();
            }
            return tellOtherTiers(story, server) && standard;
        }
    }

    private boolean run() throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(heroku.superuser());
        SetupResult result = setUp(before);
        boolean healed = rotateAndHeal(result.password().orElseThrow());
        story.chapter("Undoing everything that the journal knows, newest first");
        ReverseEtlSourceSetup setup = source().build();
        for (JournalEntry entry : JournalRuns.toUndo(journal, HerokuTier.STANDARD.database(), ROLE)) {
            story.show(UndoReport.text(setup.undo(entry)));
        }
        boolean nothingLeft = tellWhatIsLeft(before);
        return result.proof() == Proof.LOGGED_IN && healed && nothingLeft;
    }

    private SetupResult setUp(CatalogSnapshot before) throws SQLException {
        story.chapter("The plan: a credential, and statements");
        story.tell("""
                The plug-in has recognised Heroku by what the server says. It has asked Heroku for the app's attachment,
                the plan and the credentials. Nothing is changed yet.""");
        ReverseEtlSourceSetup setup = source().build();
        SetupPlan plan = setup.plan();
        story.show(PlanReport.text(plan));

        story.chapter("Applying the plan");
        story.tell("""
                Heroku makes the credential, which takes a while. Then the statements are committed together; the
                password that Heroku chose logs in, and does what Segment does in a sync.""");
        SetupResult result = setup.apply(plan);
        story.show(ResultReport.text(result));
        story.tell("What PostgreSQL's own catalogs say has changed, asked without the library:");
        story.lines(CatalogSnapshot.of(heroku.superuser()).changesSince(before));

        story.chapter("What goes into Segment's form");
        SourceForm form = result.sourceForm().orElseThrow();
        story.line("Hostname  " + form.host());
        story.line("Port      " + form.port());
        story.line("Database  " + form.database());
        story.line("Username  " + form.username());
        story.line("Password  " + result.password().orElseThrow() + " (only the program has it: it is never shown)");
        return result;
    }

    private boolean rotateAndHeal(Secret password) {
        story.chapter("Verifying: does all of it still hold?");
        ReverseEtlSourceSetup watched = source().password(password).build();
        Verification first = watched.verify();
        story.show(VerificationReport.text(first));

        story.chapter("Heroku rotates the credential");
        heroku.addOn().rotateNow(ROLE);
        story.tell("The password that Segment has is not the credential's any more. Verifying again:");
        Verification second = watched.verify();
        story.show(VerificationReport.text(second));

        story.chapter("Getting the new password: nothing else is to be done");
        ReverseEtlSourceSetup setup = source().build();
        SetupResult again = setup.apply(setup.plan());
        story.show(ResultReport.text(again));
        story.tell("Verifying once more, with the new one:");
        Verification third =
                source().password(again.password().orElseThrow()).build().verify();
        story.show(VerificationReport.text(third));
        return first.holds() && !second.holds() && again.steps().isEmpty() && third.holds();
    }

    private boolean tellWhatIsLeft(CatalogSnapshot before) throws SQLException {
        story.chapter("What is left");
        CatalogSnapshot after = CatalogSnapshot.of(heroku.superuser());
        List<String> left = after.changesSince(before);
        boolean nothing = left.isEmpty() && heroku.addOn().state(ROLE).isEmpty();
        story.tell(
                nothing
                        ? "Nothing. All %d facts of the catalogs are as they were in the beginning, and Heroku has no such credential."
                                .formatted(after.facts().size())
                        : "This, which is a defect of the library:");
        story.lines(left);
        return nothing;
    }

    private static boolean tellOtherTiers(Story story, SampleServer server) throws SQLException {
        boolean asExpected = true;
        story.chapter("The other tiers");
        for (HerokuTier tier : List.of(HerokuTier.ESSENTIAL, HerokuTier.PRIVATE, HerokuTier.ADVANCED)) {
            try (HerokuSample heroku = HerokuSample.start(server, tier)) {
                SetupPlan plan = source(heroku).build().plan();
                story.tell("On the plan " + tier.plan() + ":");
                tellPlan(story, plan);
                asExpected &= plan.blockers().isEmpty() == (tier == HerokuTier.ADVANCED);
                if (tier == HerokuTier.ESSENTIAL) {
                    SetupPlan price = source(heroku).role(tier.owner()).build().plan();
                    story.tell("There, with role(\"" + tier.owner() + "\"), the default credential:");
                    tellPlan(story, price);
                    asExpected &= price.blockers().isEmpty();
                }
            }
        }
        return asExpected;
    }

    private static void tellPlan(Story story, SetupPlan plan) {
        plan.blockers().forEach(blocker -> story.line(blocker.toString()));
        if (plan.blockers().isEmpty()) {
            plan.findings().stream()
                    .filter(finding -> finding.code().startsWith("HEROKU_")
                            || finding.code().equals("ROLE_IS_ADMIN"))
                    .map(Finding::toString)
                    .forEach(story::line);
            plan.steps().forEach(step -> story.line(step.action()));
        }
    }

    private ReverseEtlSourceSetupBuilder source() {
        return source(heroku).journal(SetupJournal.file(journal)).listener(ProgressReport.to(story::line));
    }

    private static ReverseEtlSourceSetupBuilder source(HerokuSample heroku) {
        return ReverseEtlSourceSetup.builder()
                .admin(heroku.admin())
                .role(ROLE)
                .model(Model.of("active_users", "SELECT id, email, plan FROM public.users WHERE active", "id"))
                .model(Model.of("big_orders", "SELECT id, user_id FROM public.orders WHERE cents > 1000", "id"))
                .segmentEndpoint(heroku.addOn().host(), heroku.addOn().port())
                .provider(heroku.provider().build());
    }
}
