package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.provider.heroku.standin.Fault;
import dev.reverseetl.provider.heroku.standin.Operation;
import dev.reverseetl.setup.IncompleteSetupException;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupListener;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.UndoRecord;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever call fails, and whenever the process dies: the next run completes, and undo leaves nothing of ours. */
class HerokuFaultsIT {
    /** Nothing is begun before these have been answered. */
    private static final List<Operation> BEFORE =
            List.of(Operation.RESOLVE_ATTACHMENT, Operation.RESOLVE_ADD_ON, Operation.INFO, Operation.LIST);

    @TempDir
    Path directory;

    /** Dies as a process does: nothing that this library could catch. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void nothingIsDoubledOrLeftWhenACallFails(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            failAndHeal(shop, Operation.LIST, Fault.TOKEN_EXPIRED, true, before);
            failAndHeal(shop, Operation.CREATE, Fault.CUT_AFTER_EFFECT, false, before);
            failAndHeal(shop, Operation.CREATE, Fault.REFUSED, true, before);
            failAndHeal(shop, Operation.READ, Fault.MALFORMED, false, before);
            failAndHeal(shop, Operation.READ, Fault.CUT_AFTER_EFFECT, true, before);
        }
    }

    /** The same of each call and each way to fail. */
    @Test
    @Tag("long")
    void nothingIsDoubledOrLeftWhicheverCallFails(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            for (Operation operation : BEFORE) {
                for (Fault fault : List.of(Fault.CUT_AFTER_EFFECT, Fault.TOKEN_EXPIRED)) {
                    failAndHeal(shop, operation, fault, true, before);
                }
            }
            for (Operation operation : List.of(Operation.READ, Operation.CREATE)) {
                for (Fault fault : List.of(
                        Fault.CUT_BEFORE_EFFECT,
                        Fault.CUT_AFTER_EFFECT,
                        Fault.SERVER_ERROR_AFTER_EFFECT,
                        Fault.MALFORMED,
                        Fault.EMPTY,
                        Fault.THROTTLE,
                        Fault.REFUSED,
                        Fault.TOKEN_EXPIRED,
                        Fault.REDIRECT)) {
                    failAndHeal(shop, operation, fault, false, before);
                    failAndHeal(shop, operation, fault, true, before);
                }
            }
            assertThat(shop.heroku().strayed()).isZero();
        }
    }

    private void failAndHeal(HerokuShop shop, Operation operation, Fault fault, boolean always, CatalogSnapshot before)
            throws SQLException {
        String what = fault + " at " + operation + (always ? ", always" : ", once");
        ReverseEtlSourceSetup setup = setup(shop).build();
        SetupPlan plan = setup.plan();
        if (always) {
            shop.heroku().faults().injectAlways(operation, fault);
        } else {
            shop.heroku().faults().inject(operation, 1, fault);
        }
        try {
            setup.apply(plan);
        } catch (IncompleteSetupException e) {
            assertThat(e.undoRecord().isEmpty()).as(what).isFalse();
        } catch (ReverseEtlException e) {
            assertThat(e.code()).as(what).isIn(ErrorCode.EXTERNAL_STEP_FAILED, ErrorCode.PLAN_CHANGED);
            assertThat(e.remedy()).as(what).isNotBlank();
            assertThat(shop.addOn().state(shop.role())).as(what).isEmpty();
        }
        shop.heroku().faults().clear();
        goesOn(shop, what, before);
    }

    /** The next run completes, and undoing all that the journal knows, newest first, leaves nothing of ours. */
    private void goesOn(HerokuShop shop, String what, CatalogSnapshot before) throws SQLException {
        ReverseEtlSourceSetup again = setup(shop).build();
        assertThat(again.apply(again.plan()).password()).as(what).isPresent();
        assertThat(again.plan().isEmpty()).as(what).isTrue();
        assertThat(shop.addOn().state(shop.role())).as(what).isEqualTo("active");
        List<JournalEntry> entries = SetupJournal.entries(journal());
        for (int i = entries.size() - 1; i >= 0; i--) {
            again.undo(entries.get(i));
        }
        assertThat(shop.addOn().state(shop.role())).as(what).isEmpty();
        assertThat(CatalogSnapshot.of(shop.postgres()).changesSince(before))
                .as(what)
                .isEmpty();
    }

    /** Also when taking back fails: what is left is told, and undone later. */
    @Test
    void whatCanNotBeTakenBackIsTold(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            ReverseEtlSourceSetup setup = setup(shop)
                    .listener(new SetupListener() {
                        @Override
                        public void stepStarted(PlanStep step) {
                            if (step.code().equals("CREATE_SCHEMA")) {
                                throw new IllegalStateException("no");
                            }
                        }
                    })
                    .build();
            shop.heroku().faults().injectAlways(Operation.DESTROY, Fault.REFUSED);
            assertThatExceptionOfType(IncompleteSetupException.class)
                    .isThrownBy(() -> setup.apply(setup.plan()))
                    .withMessageContaining("could not be taken back: \"heroku pg:credentials:create ");
            shop.heroku().faults().clear();
            goesOn(shop, "after a failed undo", before);
        }
    }

    @Test
    void undoGoesOnWhereItWasBroken(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            undoFailsOnce(shop, Operation.READ, Fault.SERVER_ERROR, before);
            undoFailsOnce(shop, Operation.ADD_ON_ATTACHMENTS, Fault.HTML, before);
            undoFailsOnce(shop, Operation.DESTROY, Fault.CUT_AFTER_EFFECT, before);
            undoFailsOnce(shop, Operation.DESTROY, Fault.EMPTY, before);
            undoFailsOnce(shop, Operation.DESTROY, Fault.REFUSED, before);
        }
    }

    private void undoFailsOnce(HerokuShop shop, Operation operation, Fault fault, CatalogSnapshot before)
            throws SQLException {
        ReverseEtlSourceSetup setup = setup(shop).build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        shop.heroku().faults().injectAlways(operation, fault);
        try {
            setup.undo(record);
        } catch (ReverseEtlException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED);
        }
        shop.heroku().faults().clear();
        setup.undo(record);
        assertThat(shop.addOn().state(shop.role())).isEmpty();
        assertThat(CatalogSnapshot.of(shop.postgres()).changesSince(before)).isEmpty();
    }

    /** The process dies at each thing that it tells its listener, the waiting for Heroku included. */
    @Test
    void nothingIsDoubledOrLeftWhenTheProcessDies(@OnePostgres PostgresServer server) throws Exception {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            List<String> moments = new ArrayList<>();
            ReverseEtlSourceSetup whole =
                    setup(shop).listener(dyingAt(-1, moments)).build();
            UndoRecord record = whole.apply(whole.plan()).undoRecord();
            List<String> ofApply = List.copyOf(moments);
            whole.undo(record);
            assertThat(ofApply)
                    .hasSizeGreaterThan(10)
                    .anyMatch(moment -> moment.startsWith("Waiting for Heroku to make"));
            for (int i = 0; i < ofApply.size(); i++) {
                if (ofApply.get(i).contains(" GRANT ")) {
                    continue; // one moment within the transaction is like the next
                }
                Files.deleteIfExists(journal());
                int last = i;
                ReverseEtlSourceSetup setup =
                        setup(shop).listener(dyingAt(last, new ArrayList<>())).build();
                assertThatThrownBy(() -> setup.apply(setup.plan()))
                        .as(ofApply.get(i))
                        .isInstanceOf(Death.class);
                goesOn(shop, ofApply.get(i), before);
            }
        }
    }

    private static SetupListener dyingAt(int last, List<String> seen) {
        return new SetupListener() {
            private void see(String moment) {
                seen.add(moment);
                if (last >= 0 && seen.size() > last) {
                    throw new Death();
                }
            }

            @Override
            public void stepStarted(PlanStep step) {
                see("before " + step.action());
            }

            @Override
            public void stepFinished(PlanStep step) {
                see("after " + step.action());
            }

            @Override
            public void providerProgress(String what) {
                see(what);
            }

            @Override
            public void committed() {
                see("committed");
            }

            @Override
            public void loggingIn() {
                see("logging in");
            }
        };
    }

    /** What never comes to an end is given up in time, and what was begun is taken back as soon as that is possible. */
    @Test
    void waitingHasABound(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            ReverseEtlSourceSetup setup = setup(shop)
                    .lockTimeout(Duration.ofSeconds(2))
                    .deadline(Duration.ofSeconds(4))
                    .build();
            SetupPlan plan = setup.plan();
            shop.addOn().credential(shop.role(), "provisioning").stick(shop.role());
            long start = System.nanoTime();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessageContaining("There was no more time to wait for Heroku to make the credential")
                    .withMessageContaining("it is pending")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
            // somebody else's
            assertThat(shop.addOn().state(shop.role())).isEqualTo("provisioning");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private ReverseEtlSourceSetupBuilder setup(HerokuShop shop) {
        return shop.setup().journal(SetupJournal.file(journal()));
    }

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }
}
