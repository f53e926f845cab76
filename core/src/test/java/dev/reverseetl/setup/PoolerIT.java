package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A proxy that pools transactions breaks syncs; one that pools sessions doesn't. */
class PoolerIT {
    @TempDir
    private Path directory;

    @Test
    void isRefusedWhereItPoolsTransactions(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        try (PgBouncer bouncer = PgBouncer.start(database.server(), "transaction", directory)) {
            ConnectionSettings through = bouncer.before(Setups.settings(admin));
            ReverseEtlSourceSetup setup = Setups.builder(through).build();
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(setup::plan)
                        .withMessageContaining(through.target())
                        .withMessageContaining("Connect to the database itself")
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_POOLING));
            }
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(setup::verify)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_POOLING));
        }
    }

    @Test
    void worksWhereItPoolsSessions(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        String role = database.uniqueRole("segment");
        try (PgBouncer bouncer = PgBouncer.start(database.server(), "session", directory)) {
            ReverseEtlSourceSetup setup = Setups.builder(bouncer.before(Setups.settings(admin)))
                    .role(role)
                    .build();
            SetupResult result = setup.apply(setup.plan());
            assertThat(result.proof()).as(result.findings().toString()).isEqualTo(Proof.LOGGED_IN);
            assertThat(setup.verify().holds()).isTrue();
            setup.undo(result.undoRecord());
            assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'"))
                    .isEmpty();
        }
    }

    @Test
    void isReportedWhereTheRoleWouldLogInThroughIt(@OnePostgres TestDatabase database) throws Exception {
        Login admin = AdminShape.RDS.create(database);
        String role = database.uniqueRole("segment");
        try (PgBouncer bouncer = PgBouncer.start(database.server(), "transaction", directory)) {
            ConnectionSettings direct = Setups.settings(admin);
            ReverseEtlSourceSetup setup = Setups.builder(direct)
                    .role(role)
                    .loginThrough(bouncer.before(direct))
                    .build();
            SetupResult result = setup.apply(setup.plan());
            assertThat(result.proof()).isEqualTo(Proof.STATIC_ONLY);
            assertThat(result.proofReason()).contains("transaction-pooling");
            assertThat(result.findings())
                    .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                    .extracting(Finding::code)
                    .containsExactly("ENDPOINT_POOLED");
            assertThat(setup.verify().holds()).isFalse();
        }
    }

    /**
     * Everything that must be together is in one transaction; but the driver prepares its COMMIT in a session that
     * isn't its own.
     */
    @Test
    void isNoHindranceForABorrowedConnectionIfTheDriverPreparesNothing(@OnePostgres TestDatabase database)
            throws Exception {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        try (PgBouncer bouncer = PgBouncer.start(database.server(), "transaction", directory)) {
            ConnectionSettings through = bouncer.before(Setups.settings(admin));
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setServerNames(new String[] {through.host()});
            dataSource.setPortNumbers(new int[] {through.port()});
            dataSource.setDatabaseName(through.database());
            dataSource.setUser(admin.role());
            dataSource.setPassword(admin.password());
            ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                    .admin(dataSource)
                    .role(database.uniqueRole("segment"))
                    .segmentEndpoint("db.example.com", 5432)
                    .grantRead(ReadScope.schema("app").includingFutureTables())
                    .model(Model.of("users", "SELECT id FROM app.users", "id"))
                    .build();
            CatalogSnapshot before = CatalogSnapshot.of(database);
            SetupPlan plan = setup.plan();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessageContaining("prepareThreshold=0")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_POOLING));
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());

            dataSource.setPrepareThreshold(0);
            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).isEqualTo(Proof.REHEARSED);
            assertThat(setup.plan().isEmpty()).isTrue();
            setup.undo(result.undoRecord());
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
    }
}
