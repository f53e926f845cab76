package dev.reverseetl.examples;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.Model;
import dev.reverseetl.model.ModelFiles;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Audits a directory of models from a shell, and lets a build go on only if nothing is missing. */
@Command(
        name = "audit-gate",
        description = {
            "Tells exactly what a role lacks to run the models in a directory. Changes nothing.",
            "A model is a file named NAME.sql whose first line names the columns that tell its rows apart:"
                    + " -- id: column[, column]",
            "The password of the user is read from the environment variable PGPASSWORD."
        },
        exitCodeOnExecutionException = AuditGate.NOT_AUDITED,
        exitCodeList = {
            AuditGate.PASSED + ":nothing is missing",
            AuditGate.MISSING + ":something is missing; the report says what, and who can grant it",
            AuditGate.NOT_AUDITED
                    + ":there is no report: the command line or a file is wrong, or the database can't be audited"
        })
final class AuditGate implements Callable<Integer> {
    static final int PASSED = 0;
    static final int MISSING = 1;
    static final int NOT_AUDITED = 2;

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
            description = "Who audits: a superuser, an administrator, an owner, or the role itself."
                    + " May be in the URL instead.")
    private @Nullable String user;

    @Option(
            names = "--role",
            paramLabel = "NAME",
            defaultValue = "segment",
            description = "The exact name of the role that is to run the models. Default: ${DEFAULT-VALUE}.")
    private String role = "";

    @Option(
            names = "--models",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the models. Its other files and its subdirectories are ignored.")
    private Path models = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What the report is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the report goes, whole or not at all. Default: standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PermissionAudit audit = audit(
                settings(),
                ModelFiles.inDirectory(models).stream().map(LocatedModel::model).toList());
        Optional<ReportFile> file = Optional.ofNullable(out).map(ReportFile::at);
        AuditReport report = audit.run();
        String text = format.render(report);
        file.ifPresentOrElse(target -> write(target, text, report.passed()), () -> print(text));
        return report.passed() ? PASSED : MISSING;
    }

    private PermissionAudit audit(ConnectionSettings settings, List<Model> found) {
        try {
            return PermissionAudit.builder()
                    .connection(settings)
                    .role(role)
                    .models(found)
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrong("--role", e);
        }
    }

    private ConnectionSettings settings() {
        try {
            ConnectionSettings settings = ConnectionSettings.parse(urlWithUser());
            String password = System.getenv("PGPASSWORD");
            return settings.password().isPresent() || password == null || password.isEmpty()
                    ? settings
                    : settings.withUser(settings.user(), Secret.of(password));
        } catch (IllegalArgumentException e) {
            throw wrong("--url", e);
        }
    }

    private String urlWithUser() {
        if (user == null) {
            return url;
        }
        String encoded = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
        return url + (url.contains("?") ? "&" : "?") + "user=" + encoded;
    }

    private ParameterException wrong(String option, IllegalArgumentException cause) {
        return new ParameterException(
                command.commandLine(), "Invalid value for option '" + option + "': " + cause.getMessage(), cause);
    }

    private void write(ReportFile file, String text, boolean passed) {
        file.write(text);
        PrintWriter err = command.commandLine().getErr();
        err.println((passed ? "Nothing is missing: " : "Something is missing: ") + file);
        err.flush();
    }

    private void print(String text) {
        PrintWriter standardOut = command.commandLine().getOut();
        standardOut.print(text);
        if (standardOut.checkError()) {
            throw new ProgramFailure("The report could not be written to standard output.", "Give a file with --out.");
        }
    }
}
