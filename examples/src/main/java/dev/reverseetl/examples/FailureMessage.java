package dev.reverseetl.examples;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.report.FailureReport;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what failed and what to do: once, on standard error, and with a stack trace only for who asks. */
final class FailureMessage implements IExecutionExceptionHandler {
    private final BooleanSupplier debug;
    private final BooleanSupplier interrupted;

    FailureMessage(BooleanSupplier debug, BooleanSupplier interrupted) {
        this.debug = debug;
        this.interrupted = interrupted;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        int status = commandLine.getCommandSpec().exitCodeOnExecutionException();
        if (interrupted.getAsBoolean()) {
            return status;
        }
        PrintWriter err = commandLine.getErr();
        err.println();
        if (failure instanceof ReverseEtlException known) {
            err.print(FailureReport.text(known));
        } else if (failure instanceof ProgramFailure known) {
            show(err, "FAILED", String.valueOf(known.getMessage()), known.remedy());
        } else {
            show(
                    err,
                    "FAILED in a way that nobody foresaw",
                    failure.toString(),
                    "Run it again with --debug, and tell the authors.");
        }
        if (debug.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return status;
    }

    private static void show(PrintWriter err, String title, String problem, String remedy) {
        err.println(title);
        err.println("  What failed     " + problem.replace("\n", System.lineSeparator() + " ".repeat(18)));
        err.println("  To do           " + remedy);
    }
}
