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

/** A model that would fail in a sync fails in the set-up, which names it, says why, and changes nothing. */
class FailingModelsIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void endTheSetUp(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String viewer = database.uniqueRole("viewer");
        database.run(
                "CREATE SCHEMA hidden",
                "CREATE TABLE hidden.payroll (id int)",
                "CREATE ROLE " + viewer,
                "CREATE VIEW app.salaries AS SELECT id FROM hidden.payroll",
                "ALTER VIEW app.salaries OWNER TO " + viewer,
                "GRANT SELECT ON app.salaries TO " + admin.quotedRole() + " WITH GRANT OPTION");
        String role = database.uniqueRole("segment");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String[][] models = {
            {"SELECT id, name FROM app.users", "column \"name\" does not exist", "42703", "Check the names"},
            {"SELECT email FROM app.users", "column q.id does not exist", "42703", "Check the names"},
            {"SELECT id FROM users", "relation \"users\" does not exist", "42P01", "search_path"},
            {"SELECT id FROM hidden.payroll", "permission denied for schema hidden", "42501", "grantRead"},
            {"SELECT id FROM app.salaries", "permission denied for table payroll", "42501", "view"},
            {"SELECT id FROM app.users FOR UPDATE", "permission denied for table users", "42501", "grantRead"},
            {"SELECT id INTO app.copy FROM app.users", "SELECT ... INTO is not allowed here", "42601", "statement"},
        };
        for (String[] model : models) {
            ReverseEtlSourceSetup setup = Setups.builder(admin)
                    .role(role)
                    .model(Model.of("fine", "SELECT id FROM app.users", "id"))
                    .model(Model.of("broken", model[0], "id"))
                    .grantRead(ReadScope.schema("app"))
                    .build();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .as(model[0])
                    .isThrownBy(() -> setup.apply(setup.plan()))
                    .withMessageContaining("explain the model \"broken\": " + model[1])
                    .withMessageContaining(model[2])
                    .withMessageContaining("Nothing was changed")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REHEARSAL_FAILED))
                    .satisfies(e -> assertThat(e.remedy()).contains(model[3]));
            assertThat(CatalogSnapshot.of(database).lines()).as(model[0]).isEqualTo(before.lines());
        }
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
                .filteredOn(finding -> finding.code().equals("REHEARSAL_FAILED"))
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
