package dev.reverseetl.examples;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets up a database on Amazon RDS or Aurora, with its security groups. */
@Command(name = "rds-setup", description = "Sets up a database on Amazon RDS or Aurora as a Reverse ETL source.")
final class RdsSetup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Option(
            names = "--demo",
            required = true,
            description = "Show the whole way on a PostgreSQL and an AWS that it starts on this machine.")
    private boolean demo;

    @Override
    public Integer call() throws SQLException {
        Story story = new Story(command.commandLine().getOut());
        return demo && RdsDemo.tell(story) ? ExitStatus.OK : ExitStatus.NOT_PROVEN;
    }
}
