package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What makes a source impossible is found before anything is changed: all of it at once, with the way out. */
class BlockersIT {
    @EachAdmin
    void areReportedTogether(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        database.run("ALTER ROLE " + admin.quotedRole() + " SET default_transaction_read_only = on");
        ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                .admin(Setups.settings(admin))
                .role(admin.role())
                .grantRead(ReadScope.schema("App"))
                .grantRead(ReadScope.table("app", "Users"))
                .grantRead(ReadScope.table("app", "users"))
                .grantRead(ReadScope.table("nowhere", "users"))
                .build();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.blockers())
                .extracting(Finding::code)
                .filteredOn(code -> !code.equals("ROLE_IS_SUPERUSER"))
                .containsExactly(
                        "ROLE_IS_ADMIN",
                        "ROLE_READ_ONLY",
                        "ENDPOINT_UNREACHABLE",
                        "SCHEMA_NOT_FOUND",
                        "SCHEMA_NOT_FOUND",
                        "TABLE_NOT_FOUND");
        assertThat(plan.blockers())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("\"App\""))
                .anyMatch(message -> message.contains("\"nowhere\""))
                .anyMatch(message -> message.contains("\"app\".\"Users\""))
                .anyMatch(message -> message.contains(
                        database.server().host() + ":" + database.server().port()));
        for (Function<SetupPlan, SetupResult> apply :
                List.<Function<SetupPlan, SetupResult>>of(setup::apply, setup::applyPartial)) {
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> apply.apply(plan))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_BLOCKED))
                    .satisfies(e -> plan.blockers()
                            .forEach(blocker -> assertThat(e)
                                    .hasMessageContaining(blocker.message())
                                    .hasMessageContaining(blocker.remedy())));
        }
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void includeASuperuserAsTheRole(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        Login boss = database.createLogin("boss", "SUPERUSER");
        SetupPlan plan = Setups.builder(admin).role(boss.role()).build().plan();
        assertThat(plan.blockers()).extracting(Finding::code).containsExactly("ROLE_IS_SUPERUSER");
        assertThat(plan.blockers().get(0).message()).contains(boss.quotedRole());
    }

    @Test
    void includeAnEndpointThatOnlyThisMachineOrItsNetworkCanReach(@OnePostgres TestDatabase database)
            throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetupBuilder borrowed =
                ReverseEtlSourceSetup.builder().admin(admin.dataSource()).role(database.uniqueRole("segment"));
        assertThat(borrowed.build().plan().blockers())
                .extracting(Finding::code)
                .containsExactly("ENDPOINT_UNREACHABLE");
        assertThat(borrowed.segmentEndpoint("10.1.2.3", 5432).build().plan().blockers())
                .extracting(Finding::code)
                .containsExactly("ENDPOINT_UNREACHABLE");
        assertThat(borrowed.segmentEndpoint("db.example.com", 5432)
                        .build()
                        .plan()
                        .blockers())
                .isEmpty();
    }
}
