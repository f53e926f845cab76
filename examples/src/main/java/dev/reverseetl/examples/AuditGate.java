package dev.reverseetl.examples;

import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.audit.PermissionAuditBuilder;
import dev.reverseetl.gate.Baseline;
import dev.reverseetl.gate.Contract;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.gate.ModelGate;
import dev.reverseetl.gate.ModelGateBuilder;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.ModelFiles;
import dev.reverseetl.model.dbt.DbtManifest;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Audits models from a shell, compares them with their contract, and lets a build go on only if nothing breaks. */
@Command(
        name = "audit-gate",
        description = {
            "Tells exactly what a role lacks to run models, and what of their contract is broken. Changes nothing.",
            "A model is a file named NAME.sql whose first line names the columns that tell its rows apart:"
                    + " -- id: column[, column]; or one of a dbt project.",
            "The password of the user is read from the environment variable PGPASSWORD."
        },
        exitCodeOnExecutionException = AuditGate.NOT_AUDITED,
        exitCodeList = {
            AuditGate.PASSED + ":nothing is missing, and nothing breaks the contract",
            AuditGate.MISSING + ":something is missing or breaks; the report says what, and what to do",
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
            paramLabel = "PATH",
            description = "A directory of models, whose other files and subdirectories are ignored; or the file"
                    + " target/manifest.json of a dbt project.")
    private Path models = Path.of("");

    @Option(
            names = "--select",
            paramLabel = "SELECTION",
            description = "Which models of a dbt project, as dbt's own --select has it; may be given several times."
                    + " Default: all.")
    private List<String> select = List.of();

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "The contract that the models are compared with, as --write-contract records it.")
    private @Nullable Path contract;

    @Option(
            names = "--write-contract",
            paramLabel = "FILE",
            description = "Records the models as they are, to be reviewed and kept beside them.")
    private @Nullable Path writeContract;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Problems that are known and don't close the gate, each until some day.")
    private @Nullable Path baseline;

    @Option(
            names = "--run-models",
            description = "Also runs the models as the role, to see whether identifiers are null or not unique.")
    private boolean runModels;

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
        ModelGate gate = gate();
        Optional<ReportFile> file = Optional.ofNullable(out).map(ReportFile::at);
        Optional<ReportFile> contractFile = Optional.ofNullable(writeContract).map(ReportFile::at);
        GateResult result = gate.run();
        contractFile.ifPresent(target -> target.write(result.contract().toJson()));
        String text = format.render(result);
        file.ifPresentOrElse(target -> write(target, text, result.passed()), () -> print(text));
        return result.passed() ? PASSED : MISSING;
    }

    private ModelGate gate() {
        ConnectionSettings settings = settings();
        ModelGateBuilder gate = ModelGate.builder().audit(audit(settings)).models(readModels());
        Optional.ofNullable(contract).map(Contract::read).ifPresent(gate::contract);
        Optional.ofNullable(baseline).map(Baseline::read).ifPresent(gate::baseline);
        return gate.build();
    }

    private List<LocatedModel> readModels() {
        if (Files.isDirectory(models) || !models.toString().endsWith(".json")) {
            if (!select.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(),
                        "Invalid value for option '--select': only models of a dbt project can be selected; give its"
                                + " target/manifest.json with --models");
            }
            return ModelFiles.inDirectory(models);
        }
        DbtManifest manifest = DbtManifest.at(models);
        try {
            return (select.isEmpty() ? manifest : manifest.select(select.toArray(String[]::new))).read();
        } catch (IllegalArgumentException e) {
            throw wrong("--select", e);
        }
    }

    private PermissionAuditBuilder audit(ConnectionSettings settings) {
        try {
            PermissionAuditBuilder audit =
                    PermissionAudit.builder().connection(settings).role(role);
            return runModels ? audit.runningModels() : audit;
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
        err.println((passed ? "The gate is passed: " : "The gate is closed: ") + file);
        err.flush();
    }

    private void print(String text) {
        PrintWriter standardOut = command.commandLine().getOut();
        boolean terminal = format == ReportFormat.TEXT && Ansi.AUTO.enabled();
        standardOut.print(terminal ? Colours.of(text) : text);
        if (standardOut.checkError()) {
            throw new ProgramFailure("The report could not be written to standard output.", "Give a file with --out.");
        }
    }
}
