package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * A model that would fail in a sync blocks the plan or ends the set-up, which names it, says why, and changes nothing.
 */
class FailingModelsIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void blockThePlan(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String[][] models = {
            {"SELECT id, name FROM app.users", "MODEL_UNRESOLVABLE", "line 1, column 12: column \"name\" does not exist"
            },
            {"SELECT email FROM app.users", "IDENTIFIER_MISSING", "\"id\""},
            {"SELECT id, id FROM app.users", "IDENTIFIER_AMBIGUOUS", "\"id\""},
            {"SELECT id FROM users", "MODEL_UNRESOLVABLE", "relation \"users\" does not exist"},
            {"SELECT id INTO app.copy FROM app.users", "MODEL_UNRESOLVABLE", "INTO"},
            {"SELECT id FROM app.users WHERE", "MODEL_UNRESOLVABLE", "syntax error"},
        };
        for (String[] model : models) {
            ReverseEtlSourceSetup setup = setup(database, admin, model[0]);
            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).as(model[0]).singleElement().satisfies(blocker -> {
                assertThat(blocker.code()).isEqualTo(model[1]);
                assertThat(blocker.message()).startsWith("Model \"broken\": ").contains(model[2]);
            });
            assertThatExceptionOfType(ReverseEtlException.class)
                    .as(model[0])
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessageContaining("nothing was changed")
                    .withMessageContaining(model[2])
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED));
            assertThat(CatalogSnapshot.of(database).lines()).as(model[0]).isEqualTo(before.lines());
        }
    }

    /** The administrator can't even look into the schema, so nothing can be planned; the role can't either. */
    @EachAdmin(AdminShape.RDS)
    void endTheSetUpWhereTheAdministratorMayNotLook(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        database.run("CREATE SCHEMA hidden", "CREATE TABLE hidden.payroll (id int)");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = setup(database, admin, "SELECT id FROM hidden.payroll");
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.findings())
                .anySatisfy(finding -> assertThat(finding.code()).isEqualTo("MODEL_NOT_AUDITABLE"));
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.apply(plan))
                .withMessageContaining("explain the model \"broken\": permission denied for schema hidden")
                .withMessageContaining("42501")
                .withMessageContaining("Nothing was changed")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REHEARSAL_FAILED))
                .satisfies(e -> assertThat(e.remedy()).contains("grantRead"));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    private static ReverseEtlSourceSetup setup(TestDatabase database, Login admin, String query) {
        return Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .model(Model.of("fine", "SELECT id FROM app.users", "id"))
                .model(Model.of("broken", query, "id"))
                .build();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void areFoundByAVerificationToo(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.uniqueRole("segment"))
                .model(Model.of("users", "SELECT id, email FROM app.users", "id"))
                .grantRead(ReadScope.schema("app"))
                .build();
        setup.apply(setup.plan());
        assertThat(setup.verify().holds()).isTrue();
        database.run("ALTER TABLE app.users RENAME email TO address");
        Verification verification = setup.verify();
        assertThat(verification.holds()).isFalse();
        assertThat(verification.findings())
                .filteredOn(finding -> finding.code().equals("MODEL_UNRESOLVABLE"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("\"users\"", "\"email\" does not exist"));
    }

    @Test
    void areRefusedAtOnceIfTheyAreSeveralStatements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("two", "SELECT id FROM a; SELECT id FROM b", "id"))
                .withMessageContaining("two")
                .withMessageContaining(";");
    }
}
