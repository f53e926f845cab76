package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import dev.reverseetl.testing.WireProxy;

/** What a verb costs, in round trips after authentication. */
class RoundTripsIT {
    /** What an audit of models adds; applying makes two, before the steps and after. */
    private static final int AUDIT = 10;

    @EachAdmin(AdminShape.RDS)
    void staysWithinItsBounds(TestDatabase database, Login admin) throws Exception {
        String role = database.uniqueRole("segment");
        new StartingState(StartingState.Role.ABSENT, StartingState.Schema.ABSENT, StartingState.Grants.NONE)
                .create(database, admin, role, "__segment_reverse_etl");
        try (TestSession session = admin.session()) {
            session.run("""
                DO $$ BEGIN
                    FOR i IN 1..5000 LOOP EXECUTE format('CREATE TABLE app.a_%s (id int)', i); END LOOP;
                END $$""", """
                DO $$ BEGIN
                    FOR i IN 1..5000 LOOP EXECUTE format('CREATE TABLE app.b_%s (id int)', i); END LOOP;
                END $$""");
        }
        try (WireProxy proxy = WireProxy.to(database.server())) {
            ReverseEtlSourceSetup setup = Setups.builder(
                            Setups.settings(admin).withEndpoint(proxy.host(), proxy.port()))
                    .role(role)
                    .grantRead(ReadScope.table("app", "users"))
                    .grantRead(ReadScope.table("app", "a_1"))
                    .build();
            checkCost(setup, proxy, 12, 15);
            checkCost(withModels(admin, database, proxy), proxy, 20, 15 + 2 * AUDIT);
        }
    }

    private static ReverseEtlSourceSetup withModels(Login admin, TestDatabase database, WireProxy proxy) {
        return Setups.builder(Setups.settings(admin).withEndpoint(proxy.host(), proxy.port()))
                .role(database.uniqueRole("segment"))
                .managedSchema("tracking")
                .model(Model.of("users", "SELECT id, email FROM app.users", "id"))
                .model(Model.of("active", "SELECT * FROM app.active", "id"))
                .model(Model.of("both", "SELECT id FROM app.a_1 JOIN app.b_1 USING (id)", "id"))
                .build();
    }

    private static void checkCost(ReverseEtlSourceSetup setup, WireProxy proxy, int planning, int applying) {
        proxy.reset();
        SetupPlan plan = setup.plan();
        assertThat(proxy.roundTrips()).as("planning: %s", proxy.statements()).isLessThanOrEqualTo(planning);
        proxy.reset();
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(proxy.roundTrips())
                .as("applying %s steps: %s", plan.steps().size(), proxy.statements())
                .isLessThanOrEqualTo(plan.steps().size() + applying);
    }
}
