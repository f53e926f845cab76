package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.UndoRecord;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.PostgresServer;
import java.sql.SQLException;
import java.util.List;

/** Databases shaped as on Heroku, and the credential beside them: planned, set up, verified and undone as one. */
class HerokuProviderIT {
    @OutermostPostgres
    void areSetUpAndUndoneWithTheirCredential(PostgresServer server) throws SQLException {
        for (HerokuShape shape : HerokuShape.values()) {
            for (boolean member : shape == HerokuShape.CLASSIC ? List.of(false, true) : List.of(true)) {
                String plan = shape == HerokuShape.CLASSIC ? HerokuShop.STANDARD : HerokuShop.ADVANCED;
                try (HerokuShop shop = HerokuShop.open(server, shape, plan, member)) {
                    setUpAndUndo(shop, member);
                }
            }
        }
    }

    private static void setUpAndUndo(HerokuShop shop, boolean member) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
        ReverseEtlSourceSetup setup = shop.setup().build();
        SetupPlan plan = setup.plan();
        assertThat(plan.provider()).hasValueSatisfying(provider -> {
            assertThat(provider.id()).isEqualTo("heroku");
            assertThat(provider.evidence().toString().contains("Aurora")).isEqualTo(shop.shape() == HerokuShape.AURORA);
        });
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.foreignSteps()).isEmpty();
        assertThat(plan.steps()).extracting(PlanStep::code).startsWith("CREATE_CREDENTIAL", "CREATE_SCHEMA");
        assertThat(shop.addOn().state(shop.role())).isEmpty();

        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(result.proofReason())
                .isEqualTo(
                        member
                                ? "The rehearsal passed, and so did a login as the role."
                                : "A login as the role passed, and the rehearsal in its session.");
        assertThat(result.audit().map(AuditReport::passed)).hasValue(true);
        assertThat(result.password()).hasValue(Secret.of(shop.addOn().password(shop.role())));
        assertThat(shop.addOn().state(shop.role())).isEqualTo("active");
        Verification verification = setup.verify();
        assertThat(verification.holds()).as("%s", verification.findings()).isTrue();
        assertThat(verification.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().isEmpty()).isTrue();

        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(shop.addOn().state(shop.role())).isEmpty();
        assertThat(shop.addOn().roles().exists(shop.role())).isFalse();
        assertThat(CatalogSnapshot.of(shop.postgres()).changesSince(before)).isEmpty();
    }
}
