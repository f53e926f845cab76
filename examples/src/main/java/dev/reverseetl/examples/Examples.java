package dev.reverseetl.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The programs of this jar, one subcommand each. */
@Command(
        name = "reverse-etl-examples",
        description = "Example programs of the Reverse ETL library for PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Examples.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Quickstart.class)
final class Examples {

    private Examples() {}

    /**
     * Runs the subcommand that the arguments name.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Examples()).execute(args));
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Examples.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unpackaged" : version};
        }
    }
}
