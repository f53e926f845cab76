package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.model.ModelFiles;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.tracking.ChangePage;
import dev.reverseetl.tracking.ChangeSet;
import dev.reverseetl.tracking.ChangeTracker;
import dev.reverseetl.tracking.RunSummary;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what has changed in the result of a model since it was last run, for a shell to pass on. */
@Command(
        name = "track-changes",
        description = {
            "Writes what was added, updated and deleted in a model's result since the last run, a line of JSON for each.",
            "Everything else goes to standard error. When all is written, it is acknowledged, and doesn't come again.",
            "The password of the user is read from the environment variable PGPASSWORD."
        },
        exitCodeList = {
            ExitStatus.OK + ":it went well",
            ExitStatus.FAILED + ":it failed; the message says why, and nothing was acknowledged",
            ExitStatus.USAGE + ":the command line is wrong",
            ExitStatus.NOT_PROVEN + ":so many rows look deleted that nothing was written; see --confirm-deletes"
        })
final class TrackChanges implements Callable<Integer> {
    private static final int PAGE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec command;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "JDBC_URL",
            description = "Where the database is, such as jdbc:postgresql://db.example.com:5432/shop?sslmode=require.")
    private String url = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who runs the model: the role that was set up for Segment. May be in the URL instead.")
    private @Nullable String user;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The model: NAME.sql, whose first line names the columns that tell its rows apart:"
                    + " -- id: column[, column]")
    private Path model = Path.of("");

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "__segment_reverse_etl",
            description = "The schema in which the state is kept. Default: ${DEFAULT-VALUE}.")
    private String schema = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "What is written: ${COMPLETION-CANDIDATES}. A summary only counts, and acknowledges nothing."
                    + " Default: ${DEFAULT-VALUE}.")
    private ChangesFormat format = ChangesFormat.JSONL;

    @Option(names = "--no-ack", description = "Acknowledge nothing: the next run writes the same again.")
    private boolean noAck;

    @Option(
            names = "--confirm-deletes",
            description = "Write deletions also where all rows, or more than 100 and more than half, look deleted.")
    private boolean confirmDeletes;

    @Override
    public Integer call() {
        OptionProblems problems = new OptionProblems();
        Optional<Model> read =
                problems.read("--model", () -> ModelFiles.read(model).model());
        Optional<ConnectionSettings> settings = problems.read("--url", this::settings);
        problems.check("--schema", () -> ChangeTracker.builder().managedSchema(schema));
        problems.report(command.commandLine());
        ChangeTracker tracker = ChangeTracker.builder()
                .connection(settings.orElseThrow())
                .model(read.orElseThrow())
                .managedSchema(schema)
                .build();
        try (ChangeSet changes = tracker.detect()) {
            if (confirmDeletes) {
                changes.confirmDeletes();
            }
            return write(changes);
        }
    }

    private int write(ChangeSet changes) {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        if (format == ChangesFormat.SUMMARY) {
            out.println(text(changes.summary()));
            requireWritten(out);
        }
        if (changes.held().isPresent()) {
            err.println("Nothing was written: " + changes.held().get()
                    + " If that is right, run it again with --confirm-deletes.");
            err.flush();
            return ExitStatus.NOT_PROVEN;
        }
        if (format == ChangesFormat.JSONL) {
            for (ChangePage page : changes.pages(PAGE)) {
                page.changes().forEach(change -> out.println(inAscii(change.toJson())));
                requireWritten(out);
            }
            RunSummary summary = noAck ? changes.summary() : changes.acknowledge();
            err.println(text(summary) + (noAck ? "; nothing acknowledged" : ""));
            err.flush();
        }
        return ExitStatus.OK;
    }

    /** No terminal's or pipe's encoding can spoil it then; other characters are only ever inside a string. */
    private static String inAscii(String json) {
        if (json.chars().allMatch(unit -> unit < 0x80)) {
            return json;
        }
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < 0x80) {
                ascii.append((char) unit);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", unit));
            }
        });
        return ascii.toString();
    }

    /** What nobody has got must not be acknowledged. */
    private static void requireWritten(PrintWriter out) {
        if (out.checkError()) {
            throw new ProgramFailure(
                    "The changes could not be written to standard output; nothing was acknowledged.",
                    "Look at who reads it, and run it again.");
        }
    }

    private static String text(RunSummary summary) {
        return summary.added() + " added, " + summary.updated() + " updated, " + summary.deleted() + " deleted"
                + (summary.setAside().isEmpty() ? "" : "; left alone: " + summary.setAside())
                + summary.notes().stream().map(note -> "\n" + note).reduce("", String::concat);
    }

    private ConnectionSettings settings() {
        ConnectionSettings settings = ConnectionSettings.parse(urlWithUser());
        String password = System.getenv("PGPASSWORD");
        return settings.password().isPresent() || password == null || password.isEmpty()
                ? settings
                : settings.withUser(settings.user(), Secret.of(password));
    }

    private String urlWithUser() {
        if (user == null) {
            return url;
        }
        String encoded = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
        return url + (url.contains("?") ? "&" : "?") + "user=" + encoded;
    }
}
