package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.provider.rds.RdsProvider;
import dev.reverseetl.report.ProgressReport;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets up a database on Amazon RDS or Aurora, with its security groups; or shows that on stand-ins. */
@Command(
        name = "rds-setup",
        description = {
            "Sets up a database on Amazon RDS or Aurora as a Reverse ETL source, with its security groups.",
            "Without --apply, --verify or --undo it only plans: nothing is changed.",
            "AWS's credentials come from where AWS's tools find them: environment, profile, container, instance."
        })
final class RdsSetup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Option(
            names = "--demo",
            description = "Show the whole way on a PostgreSQL and an AWS that it starts on this machine."
                    + " Needs no other option.")
    private boolean demo;

    @Option(names = "--apply", description = "Apply the plan.")
    private boolean apply;

    @Option(names = "--verify", description = "Check whether everything still holds.")
    private boolean verify;

    @Option(names = "--undo", description = "Undo what the journal knows of this role and database, newest first.")
    private boolean undo;

    @Mixin
    private final RdsAdminOptions admin = new RdsAdminOptions();

    @Mixin
    private final RdsSourceOptions source = new RdsSourceOptions();

    @Mixin
    private final RdsAwsOptions aws = new RdsAwsOptions();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Where the role's password is. If the role is created and the file is missing, it gets a"
                    + " random one, and is its owner's only.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            defaultValue = "reverse-etl-journal.jsonl",
            description = "Where runs are noted, so that they can be undone: one file for each server."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path journal = Path.of("");

    @Override
    public Integer call() throws SQLException {
        Story story = new Story(command.commandLine().getOut());
        return (demo ? demonstrate(story) : run(story)) ? ExitStatus.OK : ExitStatus.NOT_PROVEN;
    }

    private boolean demonstrate(Story story) throws SQLException {
        OptionProblems problems = new OptionProblems();
        String others = command.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--demo") && !name.equals("--debug"))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            problems.add("--demo", "it brings everything along; leave out " + others);
        }
        problems.report(command.commandLine());
        return RdsDemo.tell(story);
    }

    private boolean run(Story story) {
        OptionProblems problems = new OptionProblems();
        String verbs = (apply ? " --apply" : "") + (verify ? " --verify" : "") + (undo ? " --undo" : "");
        if (verbs.lastIndexOf(' ') > 0) {
            problems.add(verbs.strip().replace(" ", "', '"), "only one of them can be given");
        }
        Optional<ConnectionSettings> settings = admin.read(System.getenv(), aws, problems);
        RdsProvider provider = aws.read(problems);
        source.check(problems);
        problems.report(command.commandLine());

        ConnectionSettings administrator = settings.orElseThrow();
        List<Model> models = source.models();
        Supplier<ReverseEtlSourceSetupBuilder> builders = () -> source.addTo(ReverseEtlSourceSetup.builder())
                .models(models)
                .admin(administrator)
                .provider(provider)
                .journal(SetupJournal.file(journal))
                .listener(ProgressReport.to(story::line));
        problems.check("--model", () -> builders.get().build());
        problems.report(command.commandLine());
        RdsSource target =
                new RdsSource(builders, Optional.ofNullable(passwordFile).map(PasswordFile::new), story);
        if (undo) {
            return target.undo(JournalRuns.toUndo(journal, administrator.database(), source.role()));
        }
        return apply ? target.apply() : verify ? target.verify() : target.plan();
    }
}
