package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process has left in its journal when it died at the commit is undone by another one, if it was committed. The
 * role is there before and has something of all that a run grants, which an undo must not take.
 */
class JournalUndoIT {
    @TempDir
    Path directory;

    @Test
    void undoesAnIntentionThatWasCommitted(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = adminWithRole(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup dying = setup(admin.dataSource(), database, new DyingProcess());
        dying.apply(dying.plan());
        assertThat(onlyEntry().state()).isEqualTo(JournalEntry.State.INTENDED);

        UndoResult undone = anotherProcess(admin).undo(onlyEntry());
        assertThat(undone.statements()).hasSizeGreaterThan(3);
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        assertThat(onlyEntry().state()).isEqualTo(JournalEntry.State.UNDONE);
        assertThatNothingIsLeftToUndo(admin, onlyEntry(), before);
    }

    @Test
    void undoesTheSameIntentionTwiceWithoutHarm(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = adminWithRole(database);
        ReverseEtlSourceSetup dying = setup(admin.dataSource(), database, new DyingProcess());
        dying.apply(dying.plan());
        JournalEntry read = onlyEntry();
        anotherProcess(admin).undo(read);
        CatalogSnapshot undone = CatalogSnapshot.of(database);
        assertThat(anotherProcess(admin).undo(read).findings())
                .extracting(finding -> finding.code())
                .containsOnly("ALREADY_GONE", "CHANGED_SINCE");
        assertThat(CatalogSnapshot.of(database).changesSince(undone)).isEmpty();
    }

    @Test
    void changesNothingForAnIntentionThatNeverCommitted(@OnePostgres TestDatabase database) throws Exception {
        Login admin = adminWithRole(database);
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup dying = setup(proxy.dataSource(admin), database, new DyingProcess());
            SetupPlan plan = dying.plan();
            proxy.killBackendBefore(WireProxy.COMMIT);
            assertThatExceptionOfType(ReverseEtlException.class).isThrownBy(() -> dying.apply(plan));
        }
        JournalEntry intended = onlyEntry();
        assertThat(intended.state()).isEqualTo(JournalEntry.State.INTENDED);
        // What it intended, somebody else has done meanwhile
        ReverseEtlSourceSetup other = setup(admin.dataSource(), database, SetupJournal.none());
        other.apply(other.plan());
        CatalogSnapshot before = CatalogSnapshot.of(database);
        UndoResult result = anotherProcess(admin).undo(intended);
        assertThat(result.statements()).isEmpty();
        assertThat(onlyEntry().state()).isEqualTo(JournalEntry.State.ABORTED);
        assertThatNothingIsLeftToUndo(admin, onlyEntry(), before);
    }

    private void assertThatNothingIsLeftToUndo(Login admin, JournalEntry entry, CatalogSnapshot before)
            throws SQLException {
        assertThat(anotherProcess(admin).undo(entry).statements()).isEmpty();
        assertThat(CatalogSnapshot.of(admin.database()).changesSince(before)).isEmpty();
    }

    /** Shares nothing with the one that died, but the file. */
    private ReverseEtlSourceSetup anotherProcess(Login admin) {
        return setup(admin.dataSource(), admin.database(), SetupJournal.file(file()));
    }

    private static ReverseEtlSourceSetup setup(DataSource admin, TestDatabase database, SetupJournal journal) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .role(role(database))
                .segmentEndpoint("db.example.com", 5432)
                .searchPath("app")
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .journal(journal)
                .build();
    }

    private static Login adminWithRole(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        AppSchema.create(admin);
        String quoted = Identifier.of(role(database)).quoted();
        database.run(
                "CREATE ROLE " + quoted + " NOLOGIN",
                "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET search_path = public",
                "GRANT SELECT ON app.users TO " + quoted);
        return admin;
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

    /** The journal of a process that dies before it can note how the commit ended. */
    private final class DyingProcess implements SetupJournal {
        @Override
        public void intend(UndoRecord undoRecord, String transactionId) {
            SetupJournal.file(file()).intend(undoRecord, transactionId);
        }

        @Override
        public void external(UndoRecord undoRecord) {}

        @Override
        public void committed(UndoRecord undoRecord) {}

        @Override
        public void aborted(UndoRecord undoRecord) {}

        @Override
        public void undone(UndoRecord undoRecord) {}
    }
}
