package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steps outside of PostgreSQL: their order, and that nothing is lost or doubled whatever fails or dies in the middle.
 */
class ExternalStepsIT {
    @TempDir
    Path directory;

    private final OutsideWorld world = new OutsideWorld();
    private ReverseEtlSourceSetupBuilder builder = ReverseEtlSourceSetup.builder();

    @Test
    void areTakenAroundTheStatementsAndTakenBackAfterThem(@OnePostgres TestDatabase database) throws SQLException {
        CatalogSnapshot before = begin(database);
        ReverseEtlSourceSetup setup = setup(SetupListener.none());
        SetupPlan plan = setup.plan();
        assertThat(plan.provider()).hasValueSatisfying(provider -> {
            assertThat(provider.id()).isEqualTo("world");
            assertThat(provider.evidence()).containsExactly("the role is Optional[true]");
        });
        assertThat(plan.steps()).extracting(PlanStep::code).startsWith("MAKE_ACCOUNT", "CREATE_ROLE");
        assertThat(plan.steps()).extracting(PlanStep::code).endsWith("OPEN_DOOR", "OPEN_DOOR");
        assertThat(PlanReport.text(plan)).contains("world make door-1", "steps 1, 5, 6\n");
        assertThat(PlanReport.json(plan)).contains("\"call\": \"world make door-1\"", "\"id\": \"world\"");
        assertThat(plan.toPsqlScript()).contains("-- world make door-1");

        SetupResult result = setup.apply(plan);
        assertThat(world.calls).containsExactly("make account", "make door-1", "make door-2");
        assertThat(result.steps()).extracting(PlanStep::code).startsWith("MAKE_ACCOUNT", "CREATE_ROLE");
        assertThat(result.undoRecord().calls())
                .containsExactly("world remove door-2", "world remove door-1", "world remove account");
        assertThat(ResultReport.text(result)).contains("world remove door-1");
        assertThat(setup.plan().isEmpty()).isTrue();
        assertThat(setup.verify().holds()).isTrue();

        UndoResult undone = setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(undone.statements()).endsWith("world remove door-2", "world remove door-1", "world remove account");
        assertThatNothingIsLeft(database, before);
    }

    @Test
    void areNotTakenWhereTheyWereMadeMeanwhile(@OnePostgres TestDatabase database) throws SQLException {
        begin(database);
        ReverseEtlSourceSetup setup = setup(SetupListener.none());
        SetupPlan plan = setup.plan();
        world.makers.put("door-1", "somebody");
        SetupResult result = setup.apply(plan);
        assertThat(world.calls).containsExactly("make account", "make door-2");
        setup.undo(result.undoRecord());
        assertThat(world.makers).containsExactly(Map.entry("door-1", "somebody"));
    }

    @Test
    void thatAreMissingBreakTheSource(@OnePostgres TestDatabase database) throws SQLException {
        begin(database);
        ReverseEtlSourceSetup setup = setup(SetupListener.none());
        setup.apply(setup.plan());
        world.makers.remove("door-2");
        Verification verification = setup.verify();
        assertThat(verification.holds()).isFalse();
        assertThat(verification.missing()).extracting(PlanStep::action).containsExactly("world make door-2");
    }

    /** Each of the calls fails in turn, before or after its effect. */
    @Test
    void areTakenBackWhenOneFails(@OnePostgres TestDatabase database) throws SQLException {
        CatalogSnapshot before = begin(database);
        for (String name : OutsideWorld.WANTED) {
            for (String moment : List.of("before make ", "after make ")) {
                world.calls.clear();
                failAt(moment + name, new IllegalStateException("the password is hunter2"));
                ReverseEtlSourceSetup setup = setup(SetupListener.none());
                assertThatExceptionOfType(ReverseEtlException.class)
                        .as(moment + name)
                        .isThrownBy(() -> setup.apply(setup.plan()))
                        .withMessageContaining("world make " + name)
                        .withMessageContaining("java.lang.IllegalStateException")
                        .withMessageNotContaining("hunter2")
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED));
                assertThat(world.makers.keySet())
                        .as(moment + name)
                        .isSubsetOf("account")
                        .hasSize(name.equals("account") ? 0 : 1);
                assertThatItGoesOn(database, before);
            }
        }
    }

    @Test
    void tellWhatIsLeftWhenTakingBackFailsToo(@OnePostgres TestDatabase database) throws SQLException {
        CatalogSnapshot before = begin(database);
        world.fault = moment -> {
            if (moment.equals("after make door-2") || moment.equals("before remove door-1")) {
                throw new IllegalStateException("no");
            }
        };
        ReverseEtlSourceSetup setup = setup(SetupListener.none());
        assertThatExceptionOfType(IncompleteSetupException.class)
                .isThrownBy(() -> setup.apply(setup.plan()))
                .withMessageContaining("The statements are committed.")
                .withMessageContaining("could not be taken back: \"world make door-1\"")
                .satisfies(e -> {
                    assertThat(e.password()).isPresent();
                    assertThat(world.makers).containsOnlyKeys("account", "door-1");
                    world.fault = moment -> {};
                    setup.undo(e.undoRecord());
                });
        assertThatNothingIsLeft(database, before);
    }

    /** A statement that fails: the one before which the listener throws. */
    @Test
    void areTakenBackWhenAStatementFails(@OnePostgres TestDatabase database) throws SQLException {
        CatalogSnapshot before = begin(database);
        ReverseEtlSourceSetup failing = setup(new SetupListener() {
            @Override
            public void stepStarted(PlanStep step) {
                if (step.code().equals("CREATE_SCHEMA")) {
                    throw new IllegalStateException("no");
                }
            }
        });
        assertThatThrownBy(() -> failing.apply(failing.plan())).isInstanceOf(IllegalStateException.class);
        assertThat(world.calls).containsExactly("make account", "remove account");
        assertThatNothingIsLeft(database, before);
    }

    /** The process dies between any two steps, and within each call. */
    @Test
    void areFoundAgainAfterADeath(@OnePostgres TestDatabase database) throws SQLException {
        CatalogSnapshot before = begin(database);
        List<String> moments = new ArrayList<>();
        ReverseEtlSourceSetup whole = setup(dyingAt(-1, moments));
        world.fault = moments::add;
        SetupResult result = whole.apply(whole.plan());
        List<String> ofApply = List.copyOf(moments);
        whole.undo(result.undoRecord());
        assertThat(ofApply).hasSizeGreaterThan(15);
        for (int i = 0; i < ofApply.size(); i++) {
            world.calls.clear();
            List<String> seen = new ArrayList<>();
            int last = i;
            SetupListener dying = dyingAt(last, seen);
            world.fault = moment -> {
                seen.add(moment);
                dieAfter(last, seen);
            };
            ReverseEtlSourceSetup setup = setup(dying);
            assertThatThrownBy(() -> setup.apply(setup.plan()))
                    .as(ofApply.get(i))
                    .isInstanceOf(OutsideWorld.Death.class);
            assertThatItGoesOn(database, before);
        }
    }

    private static SetupListener dyingAt(int last, List<String> seen) {
        return new SetupListener() {
            @Override
            public void stepStarted(PlanStep step) {
                seen.add("before " + step.action());
                dieAfter(last, seen);
            }

            @Override
            public void stepFinished(PlanStep step) {
                seen.add("after " + step.action());
                dieAfter(last, seen);
            }

            @Override
            public void rehearsing() {
                seen.add("rehearsing");
                dieAfter(last, seen);
            }

            @Override
            public void committed() {
                seen.add("committed");
                dieAfter(last, seen);
            }
        };
    }

    private static void dieAfter(int last, List<String> seen) {
        if (last >= 0 && seen.size() > last) {
            throw new OutsideWorld.Death();
        }
    }

    private void failAt(String moment, RuntimeException failure) {
        world.fault = now -> {
            if (now.equals(moment)) {
                throw failure;
            }
        };
    }

    /** The next run completes, nothing is doubled, and undoing all that the journal knows leaves nothing of ours. */
    private void assertThatItGoesOn(TestDatabase database, CatalogSnapshot before) throws SQLException {
        world.fault = moment -> {};
        ReverseEtlSourceSetup again = setup(SetupListener.none());
        again.apply(again.plan());
        assertThat(again.plan().isEmpty()).isTrue();
        assertThat(world.makers).containsOnlyKeys(OutsideWorld.WANTED);
        List<JournalEntry> entries = SetupJournal.entries(journal());
        for (int i = entries.size() - 1; i >= 0; i--) {
            again.undo(entries.get(i));
        }
        assertThatNothingIsLeft(database, before);
        assertThat(SetupJournal.entries(journal()))
                .extracting(JournalEntry::state)
                .allMatch(state -> state == JournalEntry.State.UNDONE || state == JournalEntry.State.ABORTED);
    }

    private void assertThatNothingIsLeft(TestDatabase database, CatalogSnapshot before) throws SQLException {
        assertThat(world.makers).isEmpty();
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    private CatalogSnapshot begin(TestDatabase database) throws SQLException {
        builder = Setups.builder(AdminShape.SUPERUSER.create(database))
                .role(database.uniqueRole("segment"))
                .provider(world.provider())
                .journal(SetupJournal.file(journal()));
        return CatalogSnapshot.of(database);
    }

    private ReverseEtlSourceSetup setup(SetupListener listener) {
        return builder.listener(listener).build();
    }

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }
}
