package dev.reverseetl.provider.heroku;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.standin.HerokuStandIn;
import dev.reverseetl.provider.heroku.standin.StandInAccount;
import dev.reverseetl.provider.heroku.standin.StandInDatabase;
import dev.reverseetl.provider.heroku.standin.StandInRoles;
import dev.reverseetl.setup.PasswordVerifier;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;

/** An app with a database on Heroku: a PostgreSQL shaped so, and interfaces that make roles on it. */
record HerokuShop(TestDatabase postgres, Login owner, StandInDatabase addOn, HerokuStandIn heroku, HerokuShape shape)
        implements AutoCloseable {
    static final String APP = "shop-app";
    static final String STANDARD = "heroku-postgresql:standard-0";
    static final String ESSENTIAL = "heroku-postgresql:essential-1";
    static final String ADVANCED = "heroku-postgresql:advanced-beta";

    static HerokuShop open(PostgresServer server) throws SQLException {
        return open(server, HerokuShape.CLASSIC, STANDARD, false);
    }

    static HerokuShop open(PostgresServer server, HerokuShape shape, String plan, boolean ownerAdministers)
            throws SQLException {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 13);
        TestDatabase postgres = server.createDatabase("d" + unique, PostgresServer.SUPERUSER);
        Login owner = new Login(postgres, postgres.adoptRole("u" + unique), "p" + UUID.randomUUID());
        postgres.run("CREATE ROLE " + owner.quotedRole() + " LOGIN PASSWORD '"
                + PasswordVerifier.of(Secret.of(owner.password())) + "'");
        shape.addTo(postgres, owner.quotedRole());
        postgres.run(
                "CREATE TABLE public.users (id int PRIMARY KEY, email text)",
                "ALTER TABLE public.users OWNER TO " + owner.quotedRole());
        StandInDatabase addOn = new StandInDatabase(
                        "postgresql-curved-" + unique.substring(0, 5),
                        plan,
                        APP,
                        new StandInRoles(postgres.dataSource(), owner.role(), ownerAdministers))
                .at(shape.host(), 5432, postgres.name())
                .owner(owner.role(), owner.password());
        return new HerokuShop(
                postgres,
                owner,
                addOn,
                HerokuStandIn.start(StandInAccount.create().add(addOn)),
                shape);
    }

    /** The role's name, of this shop alone. */
    String role() {
        return "segment_" + postgres.name();
    }

    HerokuProviderBuilder provider() {
        return HerokuProvider.builder()
                .endpoint(heroku.endpoint())
                .token(Secret.of(heroku.account().token()))
                .app(APP)
                .pace(new TestPace());
    }

    ConnectionSettings admin() {
        return ConnectionSettings.builder()
                .host(postgres.server().host())
                .port(postgres.server().port())
                .database(postgres.name())
                .user(owner.role())
                .password(Secret.of(owner.password()))
                .build();
    }

    ReverseEtlSourceSetupBuilder setup() {
        return setup(provider());
    }

    ReverseEtlSourceSetupBuilder setup(HerokuProviderBuilder provider) {
        postgres.adoptRole(role());
        return ReverseEtlSourceSetup.builder()
                .admin(admin())
                .role(role())
                .model(Model.of("users", "SELECT id, email FROM public.users", "id"))
                .segmentEndpoint(shape.host(), 5432)
                .provider(provider.build());
    }

    @Override
    public void close() throws SQLException {
        heroku.close();
        postgres.close();
    }
}
