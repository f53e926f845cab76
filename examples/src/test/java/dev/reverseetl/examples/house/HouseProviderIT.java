package dev.reverseetl.examples.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupListener;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of a provider, found by ServiceLoader: from plan to undo, on a server that it lets Segment into. */
class HouseProviderIT {
    private static final String[] RANGES = {"127.0.0.1/32", "::1/128"};

    @TempDir
    private Path directory;

    static Stream<Integer> majors() {
        return PostgresServers.outermostMajors().stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void setsUpAndUndoes(int major) throws IOException, SQLException {
        try (HouseServer house = HouseServer.start(major, directory)) {
            letsSegmentInAndOutAgain(house);
            isFoundAgainAfterADeathAndDoublesNothing(house);
            saysWhatToDoWhereItCanNotLook(house);
        }
    }

    private void letsSegmentInAndOutAgain(HouseServer house) throws IOException, SQLException {
        List<String> lines = house.hbaLines();
        CatalogSnapshot before = CatalogSnapshot.of(house.database());
        ReverseEtlSourceSetup setup = setup(house).build();

        SetupPlan plan = setup.plan();
        assertThat(plan.provider()).hasValueSatisfying(provider -> {
            assertThat(provider.id()).isEqualTo("house");
            assertThat(provider.evidence()).containsExactly("cluster_name is \"house-1\"");
        });
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.steps()).extracting(PlanStep::code).endsWith("ADD_HBA_LINE", "ADD_HBA_LINE");
        assertThat(house.hbaLines()).isEqualTo(lines);

        // Without the lines, the role could not have logged in.
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(house.hbaLines()).hasSize(lines.size() + 2).endsWith(lines.get(0), lines.get(1));
        assertThat(setup.plan().isEmpty()).isTrue();
        assertThat(setup.verify().holds()).isTrue();

        Files.write(house.hba(), lines); // somebody tidies up
        Verification verification = setup.verify();
        assertThat(verification.missing()).extracting(PlanStep::code).containsOnly("ADD_HBA_LINE");
        setup.apply(setup.plan());

        undoAll(setup);
        assertThat(house.hbaLines()).isEqualTo(lines);
        assertThat(CatalogSnapshot.of(house.database()).changesSince(before)).isEmpty();
    }

    private void isFoundAgainAfterADeathAndDoublesNothing(HouseServer house) throws IOException, SQLException {
        List<String> lines = house.hbaLines();
        ReverseEtlSourceSetup dying = setup(house)
                .listener(new SetupListener() {
                    @Override
                    public void stepFinished(PlanStep step) {
                        if (step.code().equals("ADD_HBA_LINE")) {
                            throw new Death();
                        }
                    }
                })
                .build();
        assertThatExceptionOfType(Death.class).isThrownBy(() -> dying.apply(dying.plan()));
        assertThat(house.hbaLines()).hasSize(lines.size() + 1);

        ReverseEtlSourceSetup again = setup(house).build();
        again.apply(again.plan());
        assertThat(house.hbaLines()).hasSize(lines.size() + 2);
        undoAll(again);
        assertThat(house.hbaLines()).isEqualTo(lines);
    }

    private void saysWhatToDoWhereItCanNotLook(HouseServer house) throws IOException, SQLException {
        house.database().run("REVOKE rds_superuser FROM " + house.admin().quotedRole());
        SetupPlan plan = setup(house).build().plan();
        assertThat(plan.steps()).extracting(PlanStep::code).doesNotContain("ADD_HBA_LINE");
        assertThat(plan.findings())
                .filteredOn(finding -> finding.code().equals("HOUSE_HBA_UNCHECKED"))
                .extracting(Finding::remedy)
                .singleElement()
                .asString()
                .contains("hostssl " + house.database().name() + " segment 127.0.0.1/32 scram-sha-256; hostssl ");
        // A name that could end the line
        assertThat(setup(house).role("all").build().plan().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("the names would need quoting"));
    }

    private void undoAll(ReverseEtlSourceSetup setup) {
        List<JournalEntry> entries = SetupJournal.entries(journal());
        for (int i = entries.size() - 1; i >= 0; i--) {
            setup.undo(entries.get(i));
        }
    }

    private ReverseEtlSourceSetupBuilder setup(HouseServer house) {
        return ReverseEtlSourceSetup.builder()
                .admin(ConnectionSettings.builder()
                        .host("localhost")
                        .port(house.server().port())
                        .database(house.database().name())
                        .user(house.admin().role())
                        .password(Secret.of(house.admin().password()))
                        .build())
                .password(Secret.of("correct horse battery staple"))
                .segmentEndpoint("db.house.example.com", 5432)
                .allowFrom(RANGES)
                .journal(SetupJournal.file(journal()));
    }

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }

    /** What no library could catch. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
