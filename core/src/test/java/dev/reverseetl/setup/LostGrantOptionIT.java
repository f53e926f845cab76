package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** A GRANT that PostgreSQL accepts without granting anything ends the run: here, by a right lost at the last moment. */
class LostGrantOptionIT {
    @EachPostgres
    void isNoticedAndNothingIsChanged(TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        Login third = database.createLogin("third");
        database.run(
                "CREATE SCHEMA vault AUTHORIZATION " + third.quotedRole(),
                "CREATE TABLE vault.gold (id int)",
                "ALTER TABLE vault.gold OWNER TO " + third.quotedRole(),
                "GRANT USAGE ON SCHEMA vault TO " + admin.quotedRole() + " WITH GRANT OPTION",
                "GRANT SELECT ON vault.gold TO " + admin.quotedRole() + " WITH GRANT OPTION");
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .grantRead(ReadScope.schema("vault"))
                .listener(new SetupListener() {
                    @Override
                    public void stepStarted(PlanStep step) {
                        if (step.action().contains("\"gold\"")) {
                            loseGrantOption(database, admin);
                        }
                    }
                })
                .build();
        SetupPlan plan = setup.plan();
        assertThat(plan.foreignSteps()).isEmpty();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.GRANT_WITHOUT_EFFECT))
                .withMessageContaining("GRANT SELECT ON TABLE \"vault\".\"gold\"")
                .withMessageContaining("Nothing was changed")
                .withMessageContaining("owner");
        assertThat(CatalogSnapshot.of(database).changesSince(before))
                .containsExactly(
                        "- table vault.gold: " + admin.role() + " may SELECT and grant it, says " + third.role(),
                        "+ table vault.gold: " + admin.role() + " may SELECT, says " + third.role());
        assertThat(setup.plan().foreignSteps()).hasSize(1);
    }

    private static void loseGrantOption(TestDatabase database, Login admin) {
        try {
            database.run("REVOKE GRANT OPTION FOR SELECT ON vault.gold FROM " + admin.quotedRole());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
