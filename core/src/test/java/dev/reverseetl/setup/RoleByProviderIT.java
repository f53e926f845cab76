package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.RotationReport;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that the provider makes before the statements, with a password that nobody else chooses. */
class RoleByProviderIT {
    @TempDir
    Path directory;

    @EachPostgres
    void isMadeUsedAndRemoved(TestDatabase database) throws SQLException {
        for (boolean member : List.of(false, true)) {
            Login owner = owner(database);
            CatalogSnapshot before = CatalogSnapshot.of(database);
            RoleMaker maker = new RoleMaker(database, member ? Optional.of(owner.role()) : Optional.empty());
            ReverseEtlSourceSetup setup = setup(owner, maker).build();

            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).isEmpty();
            assertThat(plan.foreignSteps()).isEmpty();
            assertThat(plan.steps()).extracting(PlanStep::code).startsWith("MAKE_ROLE", "CREATE_SCHEMA");
            assertThat(plan.steps()).extracting(PlanStep::code).doesNotContain("CREATE_ROLE");

            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
            assertThat(result.password()).hasValue(Secret.of(String.valueOf(maker.password)));
            assertThat(setup.plan().isEmpty()).isTrue();
            Verification verification = setup.verify();
            assertThat(verification.holds()).as("%s", verification.findings()).isTrue();
            assertThat(verification.proof()).isEqualTo(Proof.LOGGED_IN);

            setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
            assertThat(maker.password).isNull();
            assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        }
    }

    /** What only a superuser could change of such a role is somebody else's, before and after it is made. */
    @Test
    void isLeftAsItIsMade(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        RoleMaker maker = new RoleMaker(database, Optional.of(owner.role()));
        ReverseEtlSourceSetup setup = setup(owner, maker)
                .password(Secret.of("mine"))
                .connectionLimit(7)
                .statementTimeout(Duration.ofMinutes(3))
                .build();
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).extracting(PlanStep::code).containsExactly("ALTER_ROLE", "SET_ROLE_SETTING");
        assertThat(plan.findings()).extracting(Finding::code).contains("PASSWORD_BY_PROVIDER");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(result.pending()).hasSize(2);
        assertThat(result.password()).hasValue(Secret.of("chosen-by-provider-1"));
    }

    @Test
    void isFoundAgainAfterADeath(@OnePostgres TestDatabase database) throws SQLException {
        for (String moment : List.of("before making", "after making", "while waiting")) {
            Login owner = owner(database);
            CatalogSnapshot before = CatalogSnapshot.of(database);
            RoleMaker maker = new RoleMaker(database, Optional.empty());
            maker.fault = now -> {
                if (now.equals(moment)) {
                    throw new OutsideWorld.Death();
                }
            };
            Path journal = directory.resolve(moment);
            ReverseEtlSourceSetupBuilder builder = setup(owner, maker).journal(SetupJournal.file(journal));
            assertThatThrownBy(() -> builder.build().apply(builder.build().plan()))
                    .isInstanceOf(OutsideWorld.Death.class);
            maker.fault = now -> {};

            ReverseEtlSourceSetup again = builder.build();
            SetupResult result = again.apply(again.plan());
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(result.password()).hasValue(Secret.of(String.valueOf(maker.password)));
            // The dead run may have made the role, which the other uses
            UndoResult kept = again.undo(SetupJournal.entries(journal).get(0));
            assertThat(kept.findings()).extracting(Finding::code).containsExactly("ROLE_KEPT");
            assertThat(maker.password).isNotNull();

            again.undo(SetupJournal.entries(journal).get(1));
            if (!moment.equals("before making")) {
                // newest first would have removed it
                again.undo(SetupJournal.entries(journal).get(0).undoRecord());
            }
            assertThat(maker.password).isNull();
            assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        }
    }

    @Test
    void isTakenBackWhenAStatementFails(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        RoleMaker maker = new RoleMaker(database, Optional.empty());
        ReverseEtlSourceSetup setup = setup(owner, maker)
                .listener(new SetupListener() {
                    @Override
                    public void stepStarted(PlanStep step) {
                        if (step.code().equals("GRANT")) {
                            throw new IllegalStateException("no");
                        }
                    }
                })
                .build();
        assertThatThrownBy(() -> setup.apply(setup.plan())).isInstanceOf(IllegalStateException.class);
        assertThat(maker.password).isNull();
    }

    /** What a plug-in notes early holds for taking back: what was there before stays. */
    @Test
    void isTakenBackByWhatWasNotedEarly(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        for (boolean others : List.of(false, true)) {
            RoleMaker maker = new RoleMaker(database, Optional.empty());
            maker.password = others ? "somebody's" : null;
            maker.fault = moment -> {
                if (moment.startsWith("while waiting")) {
                    throw new IllegalStateException("no");
                }
            };
            Path journal = directory.resolve("early-" + others);
            ReverseEtlSourceSetup setup =
                    setup(owner, maker).journal(SetupJournal.file(journal)).build();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(setup.plan()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED));
            assertThat(maker.password).isEqualTo(others ? "somebody's" : null);
            assertThat(SetupJournal.entries(journal))
                    .extracting(JournalEntry::state)
                    .containsExactly(JournalEntry.State.ABORTED);
        }
    }

    @Test
    void thatIsNotThereEndsTheRun(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        RoleMaker maker = new RoleMaker(database, Optional.empty());
        maker.lying = true;
        ReverseEtlSourceSetup setup = setup(owner, maker).build();
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(setup.plan()))
                .withMessageContaining("but the server has no such role")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED));
    }

    @Test
    void hasItsPasswordRotatedByTheProvider(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        RoleMaker maker = new RoleMaker(database, Optional.empty());
        ReverseEtlSourceSetup setup = setup(owner, maker).build();
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(setup::rotatePassword)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ROLE_NOT_FOUND));
        Secret first = setup.apply(setup.plan()).password().orElseThrow();
        Rotation rotation = setup.rotatePassword();
        assertThat(rotation.loggedIn()).isTrue();
        assertThat(rotation.password()).hasValue(Secret.of("chosen-by-provider-2"));
        assertThat(rotation + RotationReport.text(rotation)).doesNotContain("chosen-by-provider");

        Verification stale = setup(owner, maker).password(first).build().verify();
        assertThat(stale.holds()).isFalse();
        assertThat(stale.findings()).extracting(Finding::code).contains("PASSWORD_CHANGED", "LOGIN_FAILED");
        assertThat(setup(owner, maker)
                        .password(rotation.password().orElseThrow())
                        .build()
                        .verify()
                        .holds())
                .isTrue();
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(
                        () -> setup(owner, maker).provider("generic").build().rotatePassword())
                .withMessageContaining("\"generic\" doesn't choose passwords. Nothing was changed.");
    }

    /** Only where the provider says that there is no other role to be had. */
    @Test
    void mayBeTheAdministrator(@OnePostgres TestDatabase database) throws SQLException {
        Login owner = owner(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        RoleMaker maker = new RoleMaker(database, Optional.empty());
        ReverseEtlSourceSetup setup = setup(owner, maker).role(owner.role()).build();
        assertThat(setup.plan().blockers()).extracting(Finding::code).containsExactly("ROLE_IS_ADMIN");
        maker.adminMayBeRole = true;
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.findings())
                .filteredOn(finding -> finding.code().equals("ROLE_IS_ADMIN"))
                .hasSize(1);
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().isEmpty()).isTrue();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    @Test
    void showsItsPasswordToNobody(@OnePostgres TestDatabase database) throws Exception {
        Login owner = owner(database);
        RoleMaker maker = new RoleMaker(database, Optional.empty());
        Path journal = directory.resolve("journal.jsonl");
        ReverseEtlSourceSetup setup =
                setup(owner, maker).journal(SetupJournal.file(journal)).build();
        try (LogCapture log = LogCapture.start()) {
            SetupPlan plan = setup.plan();
            SetupResult result = setup.apply(plan);
            assertThat(log.text()
                            + Files.readString(journal)
                            + PlanReport.json(plan)
                            + ResultReport.text(result)
                            + ResultReport.json(result)
                            + result
                            + result.undoRecord()
                            + setup.verify())
                    .doesNotContain("chosen-by-provider");
        }
    }

    private static Login owner(TestDatabase database) throws SQLException {
        Login owner = AdminShape.OWNER.create(database);
        database.run(
                "CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION " + owner.quotedRole(),
                "ALTER SCHEMA app OWNER TO " + owner.quotedRole(),
                "DROP TABLE IF EXISTS app.users",
                "CREATE TABLE app.users (id int PRIMARY KEY)",
                "ALTER TABLE app.users OWNER TO " + owner.quotedRole());
        return owner;
    }

    private static ReverseEtlSourceSetupBuilder setup(Login owner, RoleMaker maker) {
        return ReverseEtlSourceSetup.builder()
                .admin(Setups.settings(owner))
                .role("segment_" + owner.role())
                .segmentEndpoint("db.example.com", 5432)
                .model(Model.of("users", "SELECT id FROM app.users", "id"))
                .provider(maker);
    }
}
