package dev.reverseetl.examples;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.gate.Contract;
import dev.reverseetl.gate.GateResult;
import dev.reverseetl.gate.ModelGate;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.Model;
import dev.reverseetl.model.ModelFiles;
import dev.reverseetl.model.dbt.DbtManifest;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.HerokuDatabaseUrl;
import dev.reverseetl.provider.heroku.HerokuProvider;
import dev.reverseetl.provider.rds.RdsIamLogin;
import dev.reverseetl.provider.rds.RdsProvider;
import dev.reverseetl.report.GateReport;
import dev.reverseetl.report.PermissionReport;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.ManagedTables;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.Rotation;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.UndoRecord;
import dev.reverseetl.setup.UndoResult;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.tracking.ChangePage;
import dev.reverseetl.tracking.ChangeSet;
import dev.reverseetl.tracking.ChangeTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The Java of README.md, in its order, so that it compiles: what stands between the marks is compared with it. */
final class ReadmeSnippets {
    private ReadmeSnippets() {}

    static SetupResult setUp() {
        // readme
        ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                .admin(ConnectionSettings.parse("postgres://admin:secret@db.example.com/shop?sslmode=require"))
                .generatedPassword()
                .model(Model.of("active_users", "SELECT id, email FROM app.users WHERE active", "id"))
                .build();
        SetupPlan plan = setup.plan(); // changes nothing
        System.out.print(PlanReport.text(plan));
        SetupResult result = setup.apply(plan); // all of it, or nothing
        System.out.print(ResultReport.text(result));
        // end
        return result;
    }

    static void audit(DataSource dataSource, List<Model> models, Consumer<String> alert) {
        // readme
        AuditReport report = PermissionAudit.builder()
                .connection(dataSource) // or ConnectionSettings
                .role("segment")
                .models(models)
                .build()
                .run();
        if (!report.passed()) {
            alert.accept(PermissionReport.text(report)); // what, why, who can grant it
            report.fixSql().forEach(alert); // the statements that do
        }
        // end
    }

    static List<List<LocatedModel>> models() {
        // readme
        List<LocatedModel> files = ModelFiles.inDirectory(Path.of("models"));
        List<LocatedModel> dbt = DbtManifest.at(Path.of("target/manifest.json"))
                .select("tag:reverse_etl", "exposure:segment")
                .read();
        // end
        return List.of(files, dbt);
    }

    static void gate(DataSource dataSource, Consumer<String> alert) {
        // readme
        GateResult result = ModelGate.builder()
                .audit(PermissionAudit.builder().connection(dataSource).role("segment"))
                .models(DbtManifest.at(Path.of("target/manifest.json")).read())
                .contract(Contract.read(Path.of("models/contract.json")))
                .build()
                .run();
        if (!result.passed()) {
            alert.accept(GateReport.markdown(result));
        }
        // end
    }

    static void track(DataSource roleDataSource, Consumer<String> alert, Consumer<String> send) {
        // readme
        ChangeTracker tracker = ChangeTracker.builder()
                .connection(roleDataSource) // of the role that was set up
                .model(Model.of("active_users", "SELECT id, email FROM app.users WHERE active", "id"))
                .build();
        try (ChangeSet changes = tracker.detect()) {
            if (changes.held().isPresent()) {
                alert.accept(changes.held().get()); // so many deletions: changes.confirmDeletes() lets them pass
            } else {
                for (ChangePage page : changes.pages(1_000)) {
                    page.changes().forEach(change -> send.accept(change.toJson()));
                    page.acknowledge(); // only now does the state move; or changes.acknowledge() for all
                }
            }
        }
        // end
    }

    static void fail(ReverseEtlSourceSetup setup, SetupPlan plan) {
        // readme
        try {
            setup.apply(plan);
        } catch (ReverseEtlException e) {
            if (e.code() == ErrorCode.PLAN_CHANGED) {
                plan = setup.plan(); // look at the new plan, then apply that
            } else {
                throw e; // its message says what failed, why, and what to do
            }
        }
        // end
        System.out.println(plan);
    }

    static void verify(ReverseEtlSourceSetup setup, Consumer<String> alert) {
        // readme
        Verification verification = setup.verify();
        if (!verification.holds()) {
            verification.missing().forEach(step -> alert.accept(step.what() + ": " + step.action()));
            verification.findings().forEach(finding -> alert.accept(finding.toString()));
        }
        // end
    }

    static void undo(ReverseEtlSourceSetup setup, SetupResult result, Path file) throws IOException {
        // readme
        Files.writeString(file, result.undoRecord().toJson());
        // … later, perhaps in another process, with a set-up of the same role, schema and database
        UndoResult undone = setup.undo(UndoRecord.fromJson(Files.readString(file)));
        // end
        System.out.println(undone);
    }

    static void journal(ConnectionSettings admin, Path path) {
        // readme
        ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                .admin(admin)
                .journal(SetupJournal.file(path))
                .build();
        // … after a crash: asks the server whether a run was committed, and undoes it only then
        for (JournalEntry entry : SetupJournal.entries(path)) {
            if (entry.state() == JournalEntry.State.INTENDED || entry.state() == JournalEntry.State.EXTERNAL) {
                setup.undo(entry);
            }
        }
        // end
    }

    static void tearDown(ReverseEtlSourceSetup setup) {
        // readme
        SetupPlan plan = setup.teardown(ManagedTables.DROP); // or KEEP: then tables in the managed schema are a blocker
        setup.apply(plan);
        // end
    }

    static void rotate(ReverseEtlSourceSetup setup, char[] characters) {
        // readme
        Rotation rotation = setup.rotatePassword(Secret.of(characters));
        Arrays.fill(characters, '\0');
        // end
        System.out.println(rotation);
    }

    static void keep(SetupResult result, Consumer<char[]> vault) {
        // readme
        result.password()
                .ifPresent(secret -> secret.reveal(characters -> {
                    vault.accept(characters); // the array is wiped when this returns
                    return null;
                }));
        // end
    }

    static ReverseEtlSourceSetup rds() {
        // readme
        ReverseEtlSourceSetup shop = ReverseEtlSourceSetup.builder()
                .admin(ConnectionSettings.parse("postgres://admin:secret@shop.abc.eu-west-1.rds.amazonaws.com/shop"))
                .generatedPassword()
                .provider(RdsProvider.builder().profile("shop").build()) // or leave it to ServiceLoader
                .build();
        // end
        return shop;
    }

    static ReverseEtlSourceSetup iam() {
        // readme
        ConnectionSettings master = RdsIamLogin.to(
                        ConnectionSettings.parse("postgres://master@shop.abc.eu-west-1.rds.amazonaws.com/shop"))
                .caBundle(Path.of("global-bundle.pem")) // sslmode=verify-full
                .build();
        ReverseEtlSourceSetup shop =
                ReverseEtlSourceSetup.builder().admin(master).build();
        // end
        return shop;
    }

    static ReverseEtlSourceSetup heroku(Secret token) {
        // readme
        ReverseEtlSourceSetup onHeroku = ReverseEtlSourceSetup.builder()
                .admin(HerokuDatabaseUrl.fromEnvironment(System.getenv())) // DATABASE_URL, always with TLS
                .provider(HerokuProvider.builder().token(token).app("shop-app").build())
                .build();
        // end
        return onHeroku;
    }
}
