package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.HostDataSource;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal knows of a run before the server is asked to commit it, and never claims more than is so. */
class JournalIT {
    @TempDir
    Path directory;

    @Test
    void followsARunToItsUndo(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = setup(admin.dataSource(), database, SetupListener.none());
        setup.apply(setup.plan());
        JournalEntry committed = onlyEntry();
        assertThat(committed.state()).isEqualTo(JournalEntry.State.COMMITTED);
        assertThat(database.rows(
                        "SELECT pg_xact_status('" + committed.transactionId().orElseThrow() + "')"))
                .containsExactly("committed");
        setup.plan();
        setup.apply(setup.plan());
        assertThat(SetupJournal.entries(file()))
                .as("a run that changes nothing")
                .hasSize(1);

        ReverseEtlSourceSetup anotherProcess = setup(admin.dataSource(), database, SetupListener.none());
        anotherProcess.undo(onlyEntry().undoRecord());
        assertThat(onlyEntry().state()).isEqualTo(JournalEntry.State.UNDONE);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void knowsARunBeforeItCommits(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup setup = setup(proxy.dataSource(admin), database, SetupListener.none());
            SetupPlan plan = setup.plan();
            AtomicBoolean intended = new AtomicBoolean();
            proxy.beforeStatement(
                    WireProxy.COMMIT, () -> intended.set(onlyEntry().state() == JournalEntry.State.INTENDED));
            setup.apply(plan);
            assertThat(intended).isTrue();
        }
    }

    @Test
    void saysThatARunWasRolledBack(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup setup = setup(proxy.dataSource(admin), database, SetupListener.none());
            SetupPlan plan = setup.plan();
            proxy.killBackendBefore(WireProxy.COMMIT);
            assertThatItFails(setup, plan, ErrorCode.CONNECTION_FAILED);
        }
        assertThat(onlyEntry().state()).isEqualTo(JournalEntry.State.ABORTED);
    }

    /** Nor does the caller lose the password that the role would have had, and has when it is run again. */
    @Test
    void leavesItOpenWhereNobodyCouldTell(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            AtomicBoolean down = new AtomicBoolean();
            DataSource failing = (HostDataSource) () -> {
                if (down.get()) {
                    throw new SQLException("the pool is down", "08001");
                }
                return proxy.dataSource(admin).getConnection();
            };
            ReverseEtlSourceSetup setup = builder(failing, database)
                    .generatedPassword()
                    .listener(new SetupListener() {
                        @Override
                        public void rehearsing() {
                            down.set(true);
                        }
                    })
                    .build();
            SetupPlan plan = setup.plan();
            proxy.cutBefore(WireProxy.COMMIT);
            UnknownOutcomeException unknown = assertThatExceptionOfType(UnknownOutcomeException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .actual();
            assertThat(unknown.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            JournalEntry open = onlyEntry();
            assertThat(open.state()).isEqualTo(JournalEntry.State.INTENDED);
            assertThat(unknown.transactionId()).isEqualTo(open.transactionId().orElseThrow());
            assertThat(unknown.undoRecord().toJson())
                    .isEqualTo(open.undoRecord().toJson());
            assertThat(database.rows(
                            "SELECT pg_xact_status('" + open.transactionId().orElseThrow() + "')"))
                    .containsExactly("aborted");
            setup(admin.dataSource(), database, SetupListener.none()).undo(open.undoRecord());
            assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();

            down.set(false);
            setup.apply(plan);
            String password = unknown.password().orElseThrow().reveal(String::new);
            new Login(database, role(database), password).connect().close();
        }
    }

    @Test
    void undoingARunThatNeverCommittedChangesNothingOfARoleThatWasThere(@OnePostgres TestDatabase database)
            throws Exception {
        Login admin = AdminShape.SUPERUSER.create(database);
        AppSchema.create(admin);
        String quoted = Identifier.of(role(database)).quoted();
        database.run(
                "CREATE ROLE " + quoted + " NOLOGIN CONNECTION LIMIT 0",
                "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET search_path = app",
                "GRANT SELECT ON app.users TO " + quoted);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup setup = builder(proxy.dataSource(admin), database)
                    .searchPath("public")
                    .grantRead(ReadScope.schema("app").includingFutureTables())
                    .build();
            SetupPlan plan = setup.plan();
            proxy.killBackendBefore(WireProxy.COMMIT);
            assertThatItFails(setup, plan, ErrorCode.CONNECTION_FAILED);
            assertThat(onlyEntry().undoRecord().statements()).hasSizeGreaterThan(5);
            setup.undo(onlyEntry().undoRecord());
        }
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void endsTheRunIfItCannotBeWritten(@OnePostgres TestDatabase database) throws SQLException, IOException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup = setup(admin.dataSource(), database, SetupListener.none());
        SetupPlan plan = setup.plan();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        Files.createDirectory(file());
        assertThatItFails(setup, plan, ErrorCode.JOURNAL_FAILED);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    /** What was committed, rolled back or undone is told as it is, whatever becomes of the note of it. */
    @Test
    void hidesNoOutcomeIfItCannotBeWrittenAnyMore(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup setup = setup(proxy.dataSource(admin), database, SetupListener.none());
            SetupPlan plan = setup.plan();
            proxy.killBackendBefore(sql -> WireProxy.COMMIT.test(sql) && spoilTheFile());
            assertThatItFails(setup, plan, ErrorCode.CONNECTION_FAILED);

            Files.delete(file());
            proxy.beforeStatement(WireProxy.COMMIT, this::spoilTheFile);
            UndoRecord record = setup.apply(plan).undoRecord();
            assertThat(setup.plan().steps()).isEmpty();

            assertThat(setup.undo(record).findings()).isEmpty();
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
    }

    private boolean spoilTheFile() {
        try {
            Files.delete(file());
            Files.createDirectory(file());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertThatItFails(ReverseEtlSourceSetup setup, SetupPlan plan, ErrorCode code) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private ReverseEtlSourceSetup setup(DataSource admin, TestDatabase database, SetupListener listener) {
        return builder(admin, database)
                .listener(listener)
                .deadline(Duration.ofSeconds(5))
                .lockTimeout(Duration.ofSeconds(1))
                .build();
    }

    private ReverseEtlSourceSetupBuilder builder(DataSource admin, TestDatabase database) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .role(role(database))
                .segmentEndpoint("db.example.com", 5432)
                .journal(SetupJournal.file(file()));
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }

    private JournalEntry onlyEntry() {
        List<JournalEntry> entries = SetupJournal.entries(file());
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private Path file() {
        return directory.resolve("journal.jsonl");
    }
}
