package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.provider.heroku.HerokuProvider;
import dev.reverseetl.report.ProgressReport;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

/** Sets up a database on Heroku, with Segment's credential; or shows that on stand-ins. */
@Command(
        name = "heroku-setup",
        description = {
            "Sets up a database on Heroku as a Reverse ETL source, with a credential for Segment.",
            "Without --apply, --verify, --rotate or --undo it only plans: nothing is changed.",
            "The database is that of the config var DATABASE_URL; Heroku's token comes from HEROKU_API_KEY. Without a"
                    + " token, the plan has the commands for a person."
        })
final class HerokuSetup implements Callable<Integer> {
    /** What the program is given; tests give another. */
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Option(
            names = "--demo",
            description = "Show the whole way on a PostgreSQL and a Heroku that it starts on this machine."
                    + " Needs no other option.")
    private boolean demo;

    @Option(names = "--apply", description = "Apply the plan.")
    private boolean apply;

    @Option(names = "--verify", description = "Check whether everything still holds.")
    private boolean verify;

    @Option(names = "--rotate", description = "Have Heroku rotate the credential, into --password-file.")
    private boolean rotate;

    @Option(names = "--undo", description = "Undo what the journal knows of this role and database, newest first.")
    private boolean undo;

    @Mixin
    private final HerokuOptions heroku = new HerokuOptions();

    @Mixin
    private final RdsSourceOptions source = new RdsSourceOptions();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Where the password that Heroku chose is kept, for its owner only; --verify compares it.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            defaultValue = "reverse-etl-journal.jsonl",
            description = "Where runs are noted, so that they can be undone: one file for each server."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path journal = Path.of("");

    HerokuSetup() {
        this(System.getenv());
    }

    HerokuSetup(Map<String, String> environment) {
        this.environment = environment;
    }

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
        return HerokuDemo.tell(story);
    }

    private boolean run(Story story) {
        OptionProblems problems = new OptionProblems();
        String verbs = (apply ? " --apply" : "")
                + (verify ? " --verify" : "")
                + (rotate ? " --rotate" : "")
                + (undo ? " --undo" : "");
        if (verbs.lastIndexOf(' ') > 0) {
            problems.add(verbs.strip().replace(" ", "', '"), "only one of them can be given");
        }
        if (rotate && passwordFile == null) {
            problems.add("--rotate", "nobody would know the new password; say with --password-file where it is to be");
        }
        Optional<ConnectionSettings> settings = heroku.admin(environment, problems);
        Optional<HerokuProvider> provider = heroku.provider(environment, problems);
        source.check(problems);
        problems.report(command.commandLine());

        ConnectionSettings administrator = settings.orElseThrow();
        List<Model> models = source.models();
        Supplier<ReverseEtlSourceSetupBuilder> builders = () -> source.addTo(ReverseEtlSourceSetup.builder())
                .models(models)
                .admin(administrator)
                .provider(provider.orElseThrow())
                .journal(SetupJournal.file(journal))
                .listener(ProgressReport.to(story::line));
        problems.check("--model", () -> builders.get().build());
        problems.report(command.commandLine());
        HerokuSource target =
                new HerokuSource(builders, Optional.ofNullable(passwordFile).map(PasswordFile::new), story);
        if (undo) {
            return target.undo(JournalRuns.toUndo(journal, administrator.database(), source.role()));
        }
        return apply ? target.apply() : verify ? target.verify() : rotate ? target.rotate() : target.plan();
    }
}
