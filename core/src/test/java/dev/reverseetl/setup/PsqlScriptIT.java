package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The script leaves the same catalog as apply does, and holds neither the password nor its verifier. */
class PsqlScriptIT {
    @EachAdmin
    void leavesTheSameCatalogAsApply(TestDatabase database, Login admin) throws SQLException {
        Psql psql = Psql.assumeInstalled();
        String role = database.uniqueRole("segment");
        boolean exists = admin.role().startsWith("owner");
        new StartingState(
                        exists ? StartingState.Role.PRESENT : StartingState.Role.ABSENT,
                        StartingState.Schema.ABSENT,
                        StartingState.Grants.PARTIAL)
                .create(database, admin, role, "__segment_reverse_etl");
        ReverseEtlSourceSetupBuilder builder = Setups.builder(admin)
                .role(role)
                .grantRead(ReadScope.schema("app").includingFutureTables());
        if (!exists) {
            builder.searchPath("app", "public")
                    .statementTimeout(Duration.ofMinutes(10))
                    .connectionLimit(7)
                    .validUntil(Instant.now().plus(400, ChronoUnit.DAYS));
        }
        ReverseEtlSourceSetup setup = builder.build();
        SetupPlan plan = setup.plan();
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        CatalogSnapshot applied = CatalogSnapshot.of(database);
        setup.undo(result.undoRecord());

        String script = plan.toPsqlScript();
        assertThat(script).doesNotContain("SCRAM-SHA-256$", Setups.PASSWORD);
        psql.run(admin, script, Setups.PASSWORD);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(applied.lines());
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().proof()).isEqualTo(Proof.LOGGED_IN);
    }
}
