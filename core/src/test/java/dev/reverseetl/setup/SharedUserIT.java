package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;

/** One user for this source and for a Postgres destination, which writes: the set-up adds and never takes away. */
class SharedUserIT {
    @EachAdmin
    void losesNothing(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        Login user = database.createLogin("segment", "CREATEDB", "CONNECTION LIMIT 20");
        database.run(
                "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + user.quotedRole(),
                "GRANT pg_write_all_data, pg_monitor TO " + user.quotedRole(),
                "GRANT USAGE, CREATE ON SCHEMA app TO " + user.quotedRole() + " WITH GRANT OPTION",
                "GRANT INSERT, UPDATE, DELETE, TRUNCATE ON app.users TO " + user.quotedRole(),
                "GRANT INSERT (id), UPDATE (amount) ON app.orders TO " + user.quotedRole(),
                "ALTER ROLE " + user.quotedRole() + " SET work_mem = '8MB'");
        try (TestSession session = user.session()) {
            session.run(
                    "CREATE SCHEMA events",
                    "CREATE TABLE events.pages (id int)",
                    "CREATE TABLE app.tracks (id int)",
                    "GRANT SELECT ON events.pages TO PUBLIC",
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA events GRANT SELECT ON TABLES TO PUBLIC");
        }
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(user.role())
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.foreignSteps()).isEmpty();
        assertThat(plan.findings())
                .extracting(Finding::code)
                .contains("EXCESS_ATTRIBUTES", "EXCESS_MEMBERSHIPS", "EXCESS_PRIVILEGES");
        assertThat(plan.findings())
                .filteredOn(finding -> finding.code().equals("EXCESS_PRIVILEGES"))
                .allMatch(finding -> finding.message().contains("CREATE on SCHEMA \"app\"")
                        && finding.message().contains("DELETE on TABLE \"app\".\"users\"")
                        && finding.remedy().contains("if nothing else uses the role"));

        SetupResult result = setup.apply(plan);
        assertThat(CatalogSnapshot.of(database).changesSince(before))
                .isNotEmpty()
                .allMatch(change -> change.startsWith("+ "));
        assertThat(setup.plan().steps()).isEmpty();
        try (TestSession session = user.session()) {
            session.run(
                    "INSERT INTO app.users VALUES (1, 'a@example.com')",
                    "DELETE FROM app.users",
                    "INSERT INTO events.pages VALUES (1)",
                    "CREATE TABLE app.identifies (id int)",
                    "DROP TABLE app.identifies");
        }
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }
}
