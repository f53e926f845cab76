package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that PostgreSQL keeps for itself are refused at once, and those that only look so are not. */
class ReservedNamesIT {
    @ParameterizedTest
    @ValueSource(strings = {"pg_segment", "public", "none"})
    void areNoRoles(String name, @OnePostgres TestDatabase database) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> database.run("CREATE ROLE " + Identifier.of(name).quoted()))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42939"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReverseEtlSourceSetup.builder().role(name))
                .withMessageContaining("\"" + name + "\" is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_segment", "information_schema"})
    void areNoManagedSchemas(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReverseEtlSourceSetup.builder().managedSchema(name))
                .withMessageContaining("\"" + name + "\" is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_segment", "Public", "NONE", "current_user", "session_user", "user", "default"})
    void areNotThoseThatDifferInCaseOrAreKeywords(String name, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(database.adoptRole(name))
                .managedSchema(name)
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.verify().holds()).isTrue();
        setup.undo(result.undoRecord());
        assertThat(setup.plan().steps()).extracting(PlanStep::code).contains("CREATE_ROLE", "CREATE_SCHEMA");
    }
}
