package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ProgressReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.segment.SegmentRegion;
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
import javax.sql.DataSource;

/** The story of a source on RDS, on a PostgreSQL and an AWS of this machine: with its network, and a mishap. */
final class RdsDemo {
    private static final String ROLE = "segment";

    private final Story story;
    private final RdsSample aws;
    private final ConnectionSettings admin;
    private final DataSource superuser;
    private final Path journal;

    private RdsDemo(Story story, RdsSample aws, ConnectionSettings admin, DataSource superuser, Path journal) {
        this.story = story;
        this.aws = aws;
        this.admin = admin;
        this.superuser = superuser;
        this.journal = journal;
    }

    /** Tells it, and returns whether everything came as it should. */
    static boolean tell(Story story) throws SQLException {
        story.tell("""
                A database on Amazon RDS becomes a proven source for Segment, security group included, and then again
                what it was before. Both are stand-ins on this machine: no network, no account, no credentials.""");
        try (SampleServer server = SampleServer.start();
                RdsSample aws = RdsSample.start();
                TemporaryJournal journal = TemporaryJournal.create()) {
            ConnectionSettings admin = SampleDatabase.create(server);
            DataSource superuser = server.asSuperuser(SampleDatabase.NAME);
            RdsRoles.addTo(superuser);
            story.chapter("A database on RDS");
            story.tell("""
                    PostgreSQL %s runs on port %d of this machine, with the roles and settings of RDS. The master
                    user "shop_admin" is a member of rds_superuser, and no superuser.""".formatted(server.version(), server.port()));
            return new RdsDemo(story, aws, admin, superuser, journal.file()).run();
        }
    }

    private boolean run() throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(superuser);
        List<String> rulesBefore = aws.rules();
        story.tell("""
                %s speaks the Query APIs of RDS and EC2, and checks signatures. It has the
                instance "%s" in public subnets, whose security group %s lets the office in:""".formatted(aws.endpoint(), RdsSample.INSTANCE, RdsSample.GROUP));
        story.lines(rulesBefore);
        SetupResult result = setUp(before);
        Secret password = result.password().orElseThrow();
        boolean healed = breakAndHeal(password);
        undo();
        boolean nothingLeft = tellWhatIsLeft(before, rulesBefore);
        return result.proof() == Proof.LOGGED_IN && healed && nothingLeft;
    }

    private SetupResult setUp(CatalogSnapshot before) throws SQLException {
        story.chapter("The plan: statements, and rules of the security group");
        story.tell("""
                The plug-in has recognised RDS by what the server says. It has asked AWS for the instance, its subnets,
                routes and rules, and tried the new rules with DryRun. Nothing is changed yet.""");
        ReverseEtlSourceSetup setup = source().generatedPassword().build();
        SetupPlan plan = setup.plan();
        story.show(PlanReport.text(plan));

        story.chapter("Applying the plan");
        story.tell("""
                The statements are committed together, and only if a rehearsal of a sync passes; then comes the rule.
                The journal knows of each before it is done: also another process could undo it.""");
        SetupResult result = setup.apply(plan);
        story.show(ResultReport.text(result));
        story.tell("What PostgreSQL's own catalogs say has changed, asked without the library:");
        story.lines(CatalogSnapshot.of(superuser).changesSince(before));
        story.tell("The security group now:");
        story.lines(aws.rules());

        story.chapter("What goes into Segment's form");
        SourceForm form = result.sourceForm().orElseThrow();
        story.line("Hostname  " + form.host());
        story.line("Port      " + form.port());
        story.line("Database  " + form.database());
        story.line("Username  " + form.username());
        story.line("Password  " + result.password().orElseThrow() + " (only the program has it: it is never shown)");
        return result;
    }

    private boolean breakAndHeal(Secret password) {
        ReverseEtlSourceSetup setup = source().password(password).build();
        story.chapter("Verifying: does all of it still hold?");
        Verification first = setup.verify();
        story.show(VerificationReport.text(first));

        story.chapter("Somebody removes a rule by hand");
        String range = SegmentRegion.EU.cidrRanges().get(0);
        aws.forbid(range);
        story.tell("The rule for %s is gone. Verifying again:".formatted(range));
        Verification second = setup.verify();
        story.show(VerificationReport.text(second));

        story.chapter("Planning and applying again: only what is missing");
        SetupPlan repair = setup.plan();
        story.show(PlanReport.text(repair));
        story.show(ResultReport.text(setup.apply(repair)));
        story.tell("The security group now:");
        story.lines(aws.rules());
        story.tell("Verifying once more:");
        Verification third = setup.verify();
        story.show(VerificationReport.text(third));
        return first.holds() && !second.holds() && repair.steps().size() == 1 && third.holds();
    }

    private void undo() {
        story.chapter("Undoing everything that the journal knows, newest first");
        ReverseEtlSourceSetup setup = source().build();
        for (JournalEntry entry : JournalRuns.toUndo(journal, SampleDatabase.NAME, ROLE)) {
            story.show(UndoReport.text(setup.undo(entry)));
        }
    }

    private boolean tellWhatIsLeft(CatalogSnapshot before, List<String> rulesBefore) throws SQLException {
        story.chapter("What is left");
        CatalogSnapshot after = CatalogSnapshot.of(superuser);
        List<String> left = after.changesSince(before);
        List<String> rules = aws.rules();
        boolean nothing = left.isEmpty() && rules.equals(rulesBefore);
        story.tell(
                nothing
                        ? "Nothing. All %d facts of the catalogs are as they were in the beginning, and so is the security group:"
                                .formatted(after.facts().size())
                        : "This, which is a defect of the library, and the rules of the security group:");
        story.lines(left);
        story.lines(rules);
        return nothing;
    }

    private ReverseEtlSourceSetupBuilder source() {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .role(ROLE)
                .model(Model.of("active_users", "SELECT id, email, plan FROM app.users WHERE active", "id"))
                .model(Model.of("big_orders", "SELECT id, user_id FROM app.orders WHERE cents > 1000", "id"))
                .segmentEndpoint(RdsSample.HOST, RdsSample.PORT)
                .segmentRegion(SegmentRegion.EU)
                .provider(aws.provider())
                .journal(SetupJournal.file(journal))
                .listener(ProgressReport.to(story::line));
    }
}
