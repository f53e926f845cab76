package dev.reverseetl.examples;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The programs of this jar, one subcommand each: a new one is added to {@code subcommands}, and nowhere else. */
@Command(
        name = "reverse-etl-examples",
        description = "Example programs of the Reverse ETL library for PostgreSQL.",
        subcommands = {Quickstart.class, AuditGate.class, TrackChanges.class, RdsSetup.class, HerokuSetup.class},
        synopsisSubcommandLabel = "COMMAND",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Examples.Version.class,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitStatus.OK + ":it went well",
            ExitStatus.FAILED + ":it failed; the message says why, and what to do",
            ExitStatus.USAGE + ":the command line is wrong",
            ExitStatus.NOT_PROVEN + ":it went through, but what was to be shown is not proven or does not hold"
        })
final class Examples {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure, for a report to the authors.")
    private boolean debug;

    private Examples() {}

    /**
     * Runs the subcommand that the arguments name.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        AtomicBoolean interrupted = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted.set(true)));
        System.exit(commandLine(interrupted::get).execute(args));
    }

    /**
     * Returns the command line.
     *
     * @param interrupted tells whether the program is being stopped: what fails then is of no interest
     */
    static CommandLine commandLine(BooleanSupplier interrupted) {
        Examples examples = new Examples();
        return new CommandLine(examples)
                .setExecutionExceptionHandler(new FailureMessage(() -> examples.debug, interrupted));
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Examples.class.getPackage().getImplementationVersion();
            return new String[] {"reverse-etl-examples " + (version == null ? "(not packaged)" : version)};
        }
    }
}
