package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.StandInRule;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The process dies between any two steps and around each call to AWS, or the connection at a statement: the next run
 * completes, no rule is doubled, and undoing what the journal knows leaves nothing of ours.
 */
class RdsDeathsIT {
    private static final String[] RANGES = {"192.0.2.0/29", "198.51.100.0/28"};
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    private Path directory;

    @Test
    void ofARunAreSurvived(@OnePostgres TestDatabase database) throws Exception {
        Login master = RdsShape.RDS.shape(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        List<String> moments = new ArrayList<>();
        for (int i = -1; i < moments.size(); i = next(i, moments)) {
            try (RdsShop shop = RdsShop.open()) {
                DyingProcess process = DyingProcess.applying(credentials(shop), i < 0 ? ALL : i);
                SetupPlan plan = setup(master, shop).build().plan();
                // Calls 1 and 2 are the dry runs of the plan and of applying it.
                shop.aws().faults().inject("AuthorizeSecurityGroupIngress", 2, Fault.SERVER_ERROR_AFTER_EFFECT);
                ReverseEtlSourceSetup setup = setup(master, shop, process).build();
                if (i < 0) {
                    setup.apply(plan);
                    moments.addAll(process.moments());
                } else {
                    assertThatThrownBy(() -> setup.apply(plan))
                            .as("%d: %s", i, moments.get(i))
                            .isInstanceOf(DyingProcess.Death.class);
                    assertThat(process.moments().get(i)).isEqualTo(moments.get(i));
                }
                assertThatItGoesOn(master, shop, i < 0 ? "a whole run" : i + ": " + moments.get(i));
                assertThatNothingIsLeft(database, before, shop);
            }
        }
        assertThat(moments)
                .contains("rehearsing", "committed", "before a call", "before another attempt of a call")
                .hasSizeGreaterThan(15);
    }

    @Test
    void ofUndoAreSurvived(@OnePostgres TestDatabase database) throws Exception {
        Login master = RdsShape.RDS.shape(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        List<String> moments = new ArrayList<>();
        for (int i = -1; i < moments.size(); i = next(i, moments)) {
            try (RdsShop shop = RdsShop.open()) {
                ReverseEtlSourceSetup setup = setup(master, shop).build();
                setup.apply(setup.plan());
                JournalEntry entry = SetupJournal.entries(journal()).get(0);
                DyingProcess process = DyingProcess.undoing(credentials(shop), i < 0 ? ALL : i);
                shop.aws().faults().inject("RevokeSecurityGroupIngress", 1, Fault.CUT_AFTER_EFFECT);
                ReverseEtlSourceSetup dying = setup(master, shop, process).build();
                if (i < 0) {
                    dying.undo(entry);
                    moments.addAll(process.moments());
                } else {
                    assertThatThrownBy(() -> dying.undo(entry))
                            .as("%d: %s", i, moments.get(i))
                            .isInstanceOf(DyingProcess.Death.class);
                    undoAll(setup(master, shop).build());
                }
                assertThatNothingIsLeft(database, before, shop);
            }
        }
        assertThat(moments).contains("before a call", "before another attempt of a call");
    }

    /** Rules come after the commit: where a statement fails, AWS is not told to change anything. */
    @Test
    void ofTheConnectionLeaveNothing(@OnePostgres TestDatabase database) throws Exception {
        Login master = RdsShape.RDS.shape(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (RdsShop shop = RdsShop.open()) {
            SetupPlan plan = setup(master, shop).build().plan();
            List<String> statements = statementsUpToCommit(master, shop, plan);
            undoAll(setup(master, shop).build());
            assertThat(statements).hasSizeGreaterThan(10);
            for (int number = 1; number <= statements.size(); number += stride()) {
                if (statements.get(number - 1).equals("ROLLBACK")) {
                    continue; // all has been read by then, and it goes on with another connection
                }
                try (WireProxy proxy = WireProxy.to(database.server())) {
                    int[] seen = {0};
                    int fatal = number;
                    proxy.killBackendBefore(sql -> ++seen[0] == fatal);
                    ReverseEtlSourceSetup setup =
                            setup(shop, admin(master, proxy.port())).build();
                    assertThat(catchThrowable(() -> setup.apply(plan)))
                            .as("statement %d: %s", number, statements.get(number - 1))
                            .isInstanceOfSatisfying(
                                    ReverseEtlException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_FAILED));
                }
                assertThatNothingIsLeft(database, before, shop);
            }
            assertThatItGoesOn(master, shop, "lost connections");
            assertThatNothingIsLeft(database, before, shop);
        }
    }

    /** Returns the next moment to die at: not each statement's, where long tests are left out. */
    private static int next(int moment, List<String> moments) {
        int next = moment + 1;
        while (next < moments.size() && moments.get(next).matches("(before|after) [A-Z].*") && next % stride() != 0) {
            next++;
        }
        return next;
    }

    /** All statements in the long lane, else some: core's own tests have each. */
    private static int stride() {
        return System.getProperty("tests.excluded", "").contains("long") ? 4 : 1;
    }

    /** All statements before the commit of a run. */
    private List<String> statementsUpToCommit(Login master, RdsShop shop, SetupPlan plan) throws IOException {
        try (WireProxy proxy = WireProxy.to(master.database().server())) {
            setup(shop, admin(master, proxy.port())).build().apply(plan);
            return proxy.statements().subList(0, lastCommit(proxy.statements()));
        }
    }

    private static int lastCommit(List<String> statements) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (WireProxy.COMMIT.test(statements.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("no COMMIT in " + statements);
    }

    private void assertThatItGoesOn(Login master, RdsShop shop, String after) {
        ReverseEtlSourceSetup again = setup(master, shop).build();
        again.apply(again.plan());
        assertThat(shop.group().ingress())
                .as(after)
                .extracting(StandInRule::cidr)
                .containsExactlyInAnyOrder(RANGES);
        undoAll(again);
    }

    private void undoAll(ReverseEtlSourceSetup setup) {
        List<JournalEntry> entries = SetupJournal.entries(journal());
        for (int i = entries.size() - 1; i >= 0; i--) {
            setup.undo(entries.get(i));
        }
    }

    private void assertThatNothingIsLeft(TestDatabase database, CatalogSnapshot before, RdsShop shop)
            throws SQLException, IOException {
        assertThat(shop.group().ingress()).isEmpty();
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        Files.deleteIfExists(journal());
    }

    private ReverseEtlSourceSetupBuilder setup(Login master, RdsShop shop, DyingProcess process) {
        return setup(master, shop)
                .listener(process)
                .provider(shop.provider().credentials(process).pace(process).build());
    }

    private ReverseEtlSourceSetupBuilder setup(Login master, RdsShop shop) {
        return setup(shop, admin(master, master.database().server().port()));
    }

    private ReverseEtlSourceSetupBuilder setup(RdsShop shop, ConnectionSettings admin) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .role("segment_" + admin.user())
                .password(Secret.of("correct horse battery staple"))
                .segmentEndpoint(RdsShop.INSTANCE, 5432)
                .allowFrom(RANGES)
                .journal(SetupJournal.file(journal()))
                .provider(shop.provider().build());
    }

    private static ConnectionSettings admin(Login master, int port) {
        return ConnectionSettings.builder()
                .host(master.database().server().host())
                .port(port)
                .database(master.database().name())
                .user(master.role())
                .password(Secret.of(master.password()))
                .build();
    }

    private static AwsCredentials credentials(RdsShop shop) {
        return TestAws.credentials(shop.aws().account());
    }

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }
}
