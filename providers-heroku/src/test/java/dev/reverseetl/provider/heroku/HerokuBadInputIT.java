package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.standin.Fault;
import dev.reverseetl.provider.heroku.standin.Operation;
import dev.reverseetl.provider.heroku.standin.StandInDatabase;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong is said with what is there instead, and nothing is changed. */
class HerokuBadInputIT {
    @Test
    void wrongNamesAndTokensAreExplained(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            CatalogSnapshot before = CatalogSnapshot.of(shop.postgres());
            assertBlocked(shop, shop.provider().app("shap-app"), "Couldn't find that app", "Check the names");
            assertBlocked(
                    shop,
                    shop.provider().attachment("ANALYTICS"),
                    "The app \"shop-app\" has no attachment \"ANALYTICS\"; it has DATABASE ("
                            + shop.addOn().name() + ")",
                    "attachment(String)");
            assertBlocked(
                    shop,
                    shop.provider().token(Secret.of("HRKU-revoked")),
                    "unauthorized: Invalid credentials provided",
                    "heroku authorizations:create");
            shop.heroku().faults().injectAlways(Operation.LIST, Fault.TWO_FACTOR);
            assertBlocked(shop, shop.provider(), "two_factor", "needs no second factor");
            shop.heroku().faults().injectAlways(Operation.LIST, Fault.FORBIDDEN);
            assertBlocked(shop, shop.provider(), "scope of this OAuth authorization is too narrow", "\"global\"");
            shop.heroku().faults().injectAlways(Operation.LIST, Fault.THROTTLE);
            assertBlocked(shop, shop.provider(), "rate_limit", "try again in some minutes");
            shop.heroku().faults().injectAlways(Operation.LIST, Fault.REDIRECT);
            assertBlocked(shop, shop.provider(), "leads elsewhere (HTTP 302)", "");
            shop.heroku().faults().injectAlways(Operation.LIST, Fault.OTHER_JSON);
            assertBlocked(shop, shop.provider(), "isn't what is documented, it is no list", "");
            shop.heroku().faults().clear();
            shop.addOn().service("heroku-redis");
            assertBlocked(shop, shop.provider(), "is not Heroku Postgres but heroku-redis", "heroku addons");
            shop.addOn().service("heroku-postgresql");

            assertThat(CatalogSnapshot.of(shop.postgres()).changesSince(before)).isEmpty();
            assertThat(shop.heroku().requests(Operation.CREATE)).isEmpty();
            assertThat(shop.heroku().strayed()).isZero();
        }
    }

    @Test
    void severalDatabasesAreToldApart(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            StandInDatabase other = new StandInDatabase(
                            "postgresql-flat-2",
                            HerokuShop.STANDARD,
                            HerokuShop.APP,
                            shop.addOn().roles())
                    .at("ec2-3-91-0-2.compute-1.amazonaws.com", 5432, "d9999999999999")
                    .owner("u9999999999999", "p1");
            shop.heroku().account().add(other, "HEROKU_POSTGRESQL_PINK");
            shop.heroku().account().attach(shop.addOn(), "HEROKU_POSTGRESQL_BLUE", "");

            assertThat(plan(shop, shop.provider()).blockers()).isEmpty();
            assertBlocked(
                    shop,
                    shop.provider().attachment("HEROKU_POSTGRESQL"),
                    "is ambiguous: it may be HEROKU_POSTGRESQL_BLUE ("
                            + shop.addOn().name() + "), HEROKU_POSTGRESQL_PINK (postgresql-flat-2)",
                    "Give the whole name");
            assertThat(plan(shop, shop.provider().attachment("HEROKU_POSTGRESQL_PINK_URL"))
                            .blockers())
                    .extracting(Finding::code)
                    .containsExactly("HEROKU_OTHER_DATABASE");
            assertThat(plan(shop, shop.provider().addOn(shop.addOn().name())).blockers())
                    .isEmpty();
            assertBlocked(shop, shop.provider().addOn("postgresql-"), "means several add-ons", "addOn(String)");
        }
    }

    @Test
    void credentialsThatCanNotBeMadeAreRefused(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            assertThat(shop.setup().role("seg ment").build().plan().blockers())
                    .extracting(Finding::code)
                    .containsExactly("HEROKU_CREDENTIAL_NAME");
            assertThat(shop.setup().role("default").build().plan().blockers())
                    .extracting(Finding::code)
                    .containsExactly("HEROKU_CREDENTIAL_NAME");
            for (int i = 0; i < 119; i++) {
                shop.addOn().credential("other" + i, "active");
            }
            assertThat(plan(shop, shop.provider()).blockers())
                    .extracting(Finding::code)
                    .containsExactly("HEROKU_CREDENTIAL_LIMIT");
        }
    }

    /** Between the plan and its application somebody is quicker: it is theirs, and undo leaves it. */
    @Test
    void credentialThatSomebodyMadeMeanwhileIsTheirs(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.CLASSIC, HerokuShop.STANDARD, true)) {
            ReverseEtlSourceSetup setup = shop.setup().build();
            SetupPlan plan = setup.plan();
            shop.addOn().credential(shop.role(), "provisioning");
            var result = setup.apply(plan);
            assertThat(result.undoRecord().calls()).isEmpty();
            setup.undo(result.undoRecord());
            assertThat(shop.addOn().state(shop.role())).isEqualTo("active");
        }
    }

    /** Heroku has it, the server doesn't: it must be another database. */
    @Test
    void credentialWithoutItsRoleIsRefused(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server)) {
            shop.addOn().credential(shop.role(), "active");
            ReverseEtlSourceSetup setup = shop.setup().build();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(setup.plan()))
                    .withMessageContaining("but the server has no such role")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED));
            assertThat(shop.addOn().state(shop.role())).isEqualTo("active");
        }
    }

    @Test
    void rotationIsRefusedWhereItWouldRestartTheApp(@OnePostgres PostgresServer server) throws SQLException {
        try (HerokuShop shop = HerokuShop.open(server, HerokuShape.AURORA, HerokuShop.ESSENTIAL, false)) {
            ReverseEtlSourceSetup setup = shop.setup().role(shop.owner().role()).build();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(setup::rotatePassword)
                    .withMessageContaining("heroku pg:credentials:rotate")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_FAILED));
            assertThat(shop.heroku().requests(Operation.ROTATE)).isEmpty();
        }
    }

    private static void assertBlocked(HerokuShop shop, HerokuProviderBuilder provider, String problem, String remedy) {
        List<Finding> blockers = plan(shop, provider).blockers();
        assertThat(blockers).singleElement().satisfies(blocker -> {
            assertThat(blocker.code()).isEqualTo("PROVIDER_FAILED");
            assertThat(blocker.message()).contains(problem);
            assertThat(blocker.remedy()).contains(remedy);
        });
    }

    private static SetupPlan plan(HerokuShop shop, HerokuProviderBuilder provider) {
        return shop.setup(provider).build().plan();
    }
}
