package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.standin.Operation;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.Rotation;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each tier allows, and what happens to a source in the course of time. */
class HerokuTiersIT {
    /** There is no credential but the default one: the plan says so, and either way out works. */
    @Test
    void essentialHasTheDefaultCredentialOnly(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.AURORA, HerokuShop.ESSENTIAL, false)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            SetupPlan refused = shop.setup().build().plan();
            assertThat(refused.blockers()).extracting(Finding::code).containsExactly("HEROKU_NO_CREDENTIALS");
            assertThat(refused.blockers().get(0).remedy())
                    .contains("role(\"" + shop.owner().role() + "\")", "heroku addons:upgrade");

            ReverseEtlSourceSetup setup = shop.setup().role(shop.owner().role()).build();
            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).isEmpty();
            assertThat(plan.findings())
                    .extracting(Finding::code)
                    .contains("HEROKU_DEFAULT_CREDENTIAL", "ROLE_IS_ADMIN");
            assertThat(plan.audit().orElseThrow().findings())
                    .extracting(Finding::code)
                    .contains("OWNS_OBJECTS");
            assertThat(plan.steps()).noneMatch(PlanStep::isExternal);
            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(result.password()).hasValue(Secret.of(shop.owner().password()));
            assertThat(setup.verify().holds())
                    .as("%s", setup.verify().findings())
                    .isTrue();
            setup.undo(result.undoRecord());
            assertThat(CatalogSnapshot.of(shop.postgres()).changesSince(before)).isEmpty();
        }
    }

    /** Where there are credentials, the default one isn't for Segment. */
    @Test
    void standardRefusesTheDefaultCredential(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            assertThat(shop.setup().role(shop.owner().role()).build().plan().blockers())
                    .extracting(Finding::code)
                    .containsExactly("ROLE_IS_ADMIN");
        }
    }

    @Test
    void whatSegmentCanNotReachOrWriteIsRefused(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            for (String plan : List.of("heroku-postgresql:private-7", "heroku-postgresql:shield-7")) {
                shop.addOn().plan(plan);
                assertThat(blockers(shop)).as(plan).containsExactly("HEROKU_UNREACHABLE");
            }
            shop.addOn().plan(HerokuShop.STANDARD).following("postgresql-leader-1");
            assertThat(blockers(shop)).containsExactly("HEROKU_FOLLOWER");
            shop.addOn().following("").info("HA Status", "Temporarily Unavailable");
            assertThat(blockers(shop)).containsExactly("HEROKU_NOT_READY");
            shop.addOn().info("HA Status", "Available");
            assertThat(blockers(shop)).isEmpty();
        }
    }

    /** Somebody rotates it, Heroku moves the database, the plan changes: each is seen. */
    @Test
    void verifyTellsWhatHasChanged(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            ReverseEtlSourceSetup setup = shop.setup().build();
            Secret password = setup.apply(setup.plan()).password().orElseThrow();
            ReverseEtlSourceSetup watched = shop.setup(shop.provider().expectedPlan("standard-0"))
                    .password(password)
                    .build();
            assertThat(watched.verify().holds()).isTrue();

            shop.addOn().rotateNow(shop.role());
            Verification rotated = watched.verify();
            assertThat(rotated.holds()).isFalse();
            assertThat(rotated.findings()).extracting(Finding::code).contains("PASSWORD_CHANGED");

            shop.addOn()
                    .at(
                            "ec2-3-91-0-77.compute-1.amazonaws.com",
                            5432,
                            shop.postgres().name());
            Verification moved = watched.verify();
            assertThat(moved.holds()).isFalse();
            assertThat(moved.findings())
                    .filteredOn(finding -> finding.code().equals("HEROKU_ENDPOINT_MOVED"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("ec2-3-91-0-77"));

            shop.addOn().at(shop.shape().host(), 5432, shop.postgres().name()).plan("heroku-postgresql:standard-2");
            assertThat(watched.verify().findings()).extracting(Finding::code).contains("HEROKU_PLAN_CHANGED");
            shop.addOn().plan("heroku-postgresql:private-2");
            Verification unreachable = watched.verify();
            assertThat(unreachable.holds()).isFalse();
            assertThat(unreachable.findings())
                    .extracting(Finding::code)
                    .contains("HEROKU_PLAN_CHANGED", "HEROKU_UNREACHABLE");
        }
    }

    @Test
    void credentialIsRotatedAndWaitedFor(@OnePostgres PostgresServer server) throws SQLException {
        for (HerokuShape shape : HerokuShape.values()) {
            String plan = shape == HerokuShape.CLASSIC ? HerokuShop.STANDARD : HerokuShop.ADVANCED;
            try (HerokuShop shop = HerokuShop.open(server, shape, plan, true)) {
                ReverseEtlSourceSetup setup = shop.setup().build();
                Secret first = setup.apply(setup.plan()).password().orElseThrow();
                Rotation rotation = setup.rotatePassword();
                assertThat(rotation.loggedIn()).as("%s", rotation.findings()).isTrue();
                assertThat(rotation.password())
                        .hasValueSatisfying(password -> assertThat(password).isNotEqualTo(first))
                        .hasValue(Secret.of(shop.addOn().password(shop.role())));
                assertThat(setup.verify().findings()).extracting(Finding::code).doesNotContain("PASSWORD_CHANGED");
            }
        }
    }

    @Test
    void whatIsNotOursIsNeitherRotatedNorDestroyed(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.CLASSIC, HerokuShop.STANDARD, true)) {
            ReverseEtlSourceSetup setup = shop.setup().build();
            shop.postgres().adoptRole(shop.role());
            shop.addOn().credentialOfSomebody(shop.role());
            shop.heroku().account().attach(shop.addOn(), "SEGMENT", "credential:" + shop.role());
            SetupPlan plan = setup.plan();
            assertThat(plan.steps()).extracting(PlanStep::code).doesNotContain("CREATE_CREDENTIAL");
            assertThat(plan.findings()).extracting(Finding::code).contains("HEROKU_CREDENTIAL_SHARED");
            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            setup.undo(result.undoRecord());
            assertThat(shop.addOn().state(shop.role())).isEqualTo("active");
        }
    }

    /** Ours, but by now an app uses it; or it was destroyed, and somebody made another of the name. */
    @Test
    void whatHasBecomeSomebodyElsesIsKept(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            ReverseEtlSourceSetup setup = shop.setup().build();
            SetupResult result = setup.apply(setup.plan());
            shop.heroku().account().attach(shop.addOn(), "SEGMENT", "credential:" + shop.role());
            assertThat(setup.undo(result.undoRecord()).findings())
                    .extracting(Finding::code)
                    .contains("HEROKU_CREDENTIAL_KEPT");
            shop.heroku().account().detach("SEGMENT");
            shop.addOn().roles().exists(shop.role());
            setup.undo(result.undoRecord());
            assertThat(shop.addOn().state(shop.role())).isEmpty();
            shop.addOn().credentialOfSomebody(shop.role());
            assertThat(setup.undo(result.undoRecord()).findings())
                    .filteredOn(finding -> finding.code().equals("HEROKU_CREDENTIAL_KEPT"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("isn't the one that the run made"));
            assertThat(shop.addOn().state(shop.role())).isEqualTo("active");
        }
    }

    /** A table of another credential is its owner's to grant. */
    @Test
    void whatTheDefaultCredentialMayNotGrantIsSomebodyElses(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            String other = "writer_" + shop.postgres().name();
            shop.postgres().adoptRole(other);
            shop.addOn().credentialOfSomebody(other);
            shop.postgres().run("ALTER TABLE public.users OWNER TO \"" + other + "\"");
            SetupPlan plan = shop.setup().build().plan();
            assertThat(plan.foreignSteps()).singleElement().satisfies(step -> {
                assertThat(step.action()).contains("GRANT SELECT ON TABLE \"public\".\"users\"");
                assertThat(step.foreign().orElseThrow().who()).contains(other);
            });
        }
    }

    /** Without a token a person does what only Heroku can, by the commands in the plan. */
    @Test
    void withoutATokenThePlanHasTheCommands(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            HerokuProviderBuilder byHand = HerokuProvider.builder().app(HerokuShop.APP);
            ReverseEtlSourceSetup setup = shop.setup(byHand).build();
            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).isEmpty();
            PlanStep step = plan.steps().get(0);
            assertThat(step.action())
                    .isEqualTo("heroku pg:credentials:create DATABASE --name " + shop.role() + " --app shop-app");
            assertThat(step.foreign().orElseThrow().reason())
                    .contains("heroku pg:credentials:url DATABASE --name " + shop.role() + " --app shop-app");
            assertThat(PlanReport.text(plan)).contains("heroku pg:credentials:create", "HEROKU_UNCHECKED");
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessageContaining("heroku pg:credentials:create")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_STEPS));
            assertThat(shop.heroku().requests()).isEmpty();

            // as the command does
            shop.addOn().credentialOfSomebody(shop.role());
            ReverseEtlSourceSetup told = shop.setup(byHand)
                    .password(Secret.of(shop.addOn().password(shop.role())))
                    .build();
            assertThat(told.apply(told.plan()).proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(told.verify().holds()).isTrue();
            assertThat(shop.heroku().requests()).isEmpty();
        }
    }

    @Test
    void withoutATokenEssentialIsGuessed(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.AURORA, HerokuShop.ESSENTIAL, false)) {
            SetupPlan plan = shop.setup(HerokuProvider.builder()).build().plan();
            assertThat(plan.findings()).extracting(Finding::code).contains("HEROKU_PLAN_UNKNOWN");
            assertThat(plan.steps().get(0).action()).startsWith("heroku data:pg:credentials:create DATABASE");
            ReverseEtlSourceSetup setup = shop.setup(HerokuProvider.builder())
                    .role(shop.owner().role())
                    .build();
            assertThat(setup.plan().blockers()).isEmpty();
            assertThat(setup.apply(setup.plan()).proof()).isEqualTo(Proof.LOGGED_IN);
        }
    }

    /** The credential is found in each state that it can be in, also one that another run left. */
    @Test
    void credentialIsMetInEachState(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.CLASSIC, HerokuShop.STANDARD, true)) {
            for (String state : List.of("wait_for_provisioning", "provisioning")) {
                shop.addOn().credential(shop.role(), state);
                ReverseEtlSourceSetup setup = shop.setup().build();
                SetupResult result = setup.apply(setup.plan());
                assertThat(result.proof()).as(state).isEqualTo(Proof.LOGGED_IN);
                setup.undo(result.undoRecord());
                assertThat(shop.addOn().state(shop.role()))
                        .as("another's: %s", state)
                        .isEqualTo("active");
                destroyByHand(shop);
            }
            ReverseEtlSourceSetup setup = shop.setup().build();
            setup.apply(setup.plan());
            // still being destroyed when the next run comes
            setup.undo(setup.apply(setup.plan()).undoRecord());
            destroyByHand(shop);
            shop.addOn().credential(shop.role(), "archived");
            assertThat(setup.apply(setup.plan()).proof()).isEqualTo(Proof.LOGGED_IN);
        }
    }

    private static void destroyByHand(HerokuShop shop) {
        DataApi data = new DataApi(
                HerokuClient.open(shop.provider(), new TestContext()),
                shop.addOn().id(),
                shop.addOn().name(),
                false);
        data.destroy(shop.role());
        while (data.credential(shop.role()).isPresent()) {
            assertThat(shop.heroku().requests(Operation.READ)).hasSizeLessThan(1000);
        }
    }

    private static List<String> blockers(HerokuShop shop) {
        return shop.setup().build().plan().blockers().stream()
                .map(Finding::code)
                .toList();
    }
}
