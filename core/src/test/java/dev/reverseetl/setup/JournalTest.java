package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal file keeps, and how it bears crashes, other writers, and being none. */
class JournalTest {
    private static final UndoRecord RECORD = record("run-1");

    @TempDir
    Path directory;

    @Test
    void keepsHowFarEachRunCame() {
        SetupJournal journal = SetupJournal.file(file());
        UndoRecord committed = record("committed");
        UndoRecord aborted = record("aborted");
        UndoRecord undone = record("undone");
        journal.intend(committed, "11");
        journal.committed(committed);
        journal.intend(aborted, "12");
        journal.aborted(aborted);
        journal.intend(undone, "13");
        journal.committed(undone);
        journal.intend(RECORD, "14");
        journal.undone(undone);
        assertThat(SetupJournal.entries(file()))
                .extracting(entry ->
                        entry.undoRecord().id() + " " + entry.transactionId().orElse("none") + " " + entry.state())
                .containsExactly(
                        "committed 11 COMMITTED", "aborted 12 ABORTED", "undone 13 UNDONE", "run-1 14 INTENDED");
    }

    @Test
    void keepsTheWholeRecord() {
        SetupJournal.file(file()).intend(RECORD, "11");
        UndoRecord read = SetupJournal.entries(file()).get(0).undoRecord();
        assertThat(read.toJson()).isEqualTo(RECORD.toJson());
        assertThat(read.changes()).isEqualTo(RECORD.changes());
    }

    @Test
    void passesOverAnUndoOfARunThatAnotherJournalKnows() {
        SetupJournal.file(file()).undone(RECORD);
        assertThat(SetupJournal.entries(file())).isEmpty();
    }

    /**
     * Wherever a crash cuts the last line, the runs before it are read, and the next writer begins a line of its own.
     */
    @Test
    void bearsALineThatWasCutAnywhere() throws IOException {
        SetupJournal.file(file()).intend(record("first"), "11");
        byte[] before = Files.readAllBytes(file());
        SetupJournal.file(file()).intend(RECORD, "12");
        byte[] whole = Files.readAllBytes(file());
        for (int length = before.length; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            boolean complete = length >= whole.length - 1; // but for its line break
            assertThat(SetupJournal.entries(file())).as("cut at %s", length).hasSize(complete ? 2 : 1);
            SetupJournal.file(file()).committed(record("first"));
            assertThat(SetupJournal.entries(file()).get(0).state())
                    .as("cut at %s", length)
                    .isEqualTo(JournalEntry.State.COMMITTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "hello\n",
                "{}",
                "[]",
                "{\"event\":\"intended\"}",
                "{\"event\":\"forgotten\",\"id\":\"1\"}",
                "{\"event\":\"intended\",\"id\":\"1\",\"transaction-id\":\"2\",\"undo-record\":\"{}\"}",
                "{\"event\":1,\"id\":\"1\"}",
                "{\"event\" \"committed\"}"
            })
    void refusesWhatIsNoJournal(String text) throws IOException {
        SetupJournal.file(file()).intend(RECORD, "11");
        Files.writeString(file(), text + "\n", StandardOpenOption.APPEND);
        assertThatItFails(() -> SetupJournal.entries(file())).withMessageContaining("its line 3 is no event");
    }

    @Test
    void readsAnEmptyFileAsNoRuns() throws IOException {
        Files.createFile(file());
        assertThat(SetupJournal.entries(file())).isEmpty();
    }

    @Test
    void saysThatItCannotReadOrWrite() {
        assertThatItFails(() -> SetupJournal.entries(file())).withMessageContaining("NoSuchFileException");
        assertThatItFails(() -> SetupJournal.entries(directory)).withMessageContaining("could not be read");
        assertThatItFails(() -> SetupJournal.file(directory).intend(RECORD, "11"))
                .withMessageContaining(directory.toString())
                .withMessageContaining("could not be written");
        assertThatItFails(() ->
                        SetupJournal.file(directory.resolve("missing/journal")).intend(RECORD, "11"))
                .withMessageContaining("NoSuchFileException");
    }

    @Test
    void takesLinesFromSeveralWritersAtOnce() throws InterruptedException {
        int writers = 8;
        int runs = 25;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            String prefix = "writer-" + writer + "-";
            threads.add(new Thread(() -> {
                SetupJournal journal = SetupJournal.file(file());
                try {
                    start.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int run = 0; run < runs; run++) {
                    journal.intend(record(prefix + run), "11");
                    journal.committed(record(prefix + run));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(SetupJournal.entries(file()))
                .hasSize(writers * runs)
                .allMatch(entry -> entry.state() == JournalEntry.State.COMMITTED);
    }

    @Test
    void isWrittenByAnInterruptedThreadToo() {
        SetupJournal journal = SetupJournal.file(file());
        journal.intend(RECORD, "11");
        Thread.currentThread().interrupt();
        journal.committed(RECORD);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(SetupJournal.entries(file()).get(0).state()).isEqualTo(JournalEntry.State.COMMITTED);
    }

    @Test
    void withoutAFileKeepsNothing() {
        SetupJournal journal = SetupJournal.none();
        journal.intend(RECORD, "11");
        journal.committed(RECORD);
        journal.aborted(RECORD);
        journal.undone(RECORD);
        assertThat(directory).isEmptyDirectory();
    }

    private Path file() {
        return directory.resolve("journal.jsonl");
    }

    private static UndoRecord record(String id) {
        Identifier role = Identifier.of("segment");
        DatabaseObject table = DatabaseObject.table(3, QualifiedName.of("app", "名 }\n{\"é🐘"));
        List<Change> changes = List.of(
                new RevokePrivileges(table, List.of(Privilege.SELECT), role, false),
                new DropSchema(Identifier.of("__segment_reverse_etl"), 2, false),
                new DropRole(role, 1));
        return new UndoRecord(
                id,
                Instant.parse("2026-11-22T03:00:00Z"),
                Identifier.of("shop"),
                role,
                1,
                Identifier.of("__segment_reverse_etl"),
                changes,
                List.of());
    }

    private static ThrowableAssertAlternative<ReverseEtlException> assertThatItFails(ThrowingCallable work) {
        return assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(work)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_FAILED));
    }
}
