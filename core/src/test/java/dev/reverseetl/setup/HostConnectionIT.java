package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host application lends is given back as it came, and one connection is enough. */
class HostConnectionIT {
    /** More often than the driver needs to keep a statement prepared on the server. */
    private static final int ROUNDS = 3;

    private static final String[] TRACES_OF_THE_HOST = {
        "SET search_path = app, public",
        "SET statement_timeout = '7min'",
        "SET lock_timeout = '3min'",
        "SET application_name = 'the host'",
        "SET client_min_messages = 'error'",
        "CREATE TEMPORARY TABLE host_things (id int)",
        "PREPARE host_statement AS SELECT 1",
        "DECLARE host_cursor CURSOR WITH HOLD FOR SELECT 1",
        "SELECT pg_advisory_lock(42)",
        "LISTEN host_channel"
    };

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void everyVerbMakesDoWithOneConnectionAndLeavesNoTrace(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            new TestSession(pool.connection()).run(TRACES_OF_THE_HOST);
            List<String> before = ConnectionState.of(pool.connection());
            ReverseEtlSourceSetup setup = builder(pool, database).build();
            for (int round = 0; round < ROUNDS; round++) {
                runEveryVerb(setup);
            }
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(before);
            assertThat(pool.isLent()).isFalse();
            assertThat(pool.misuses()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, 2",
        "false, false, 2",
        "true, true, 2",
        "false, true, 2",
        "true, false, 8",
        "false, false, 8",
        "true, true, 4",
        "false, true, 8",
        "true, false, 1"
    })
    void modesAreRestored(boolean autoCommit, boolean readOnly, int isolation, @OnePostgres TestDatabase database)
            throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            pool.connection().setAutoCommit(autoCommit);
            pool.connection().setReadOnly(readOnly);
            pool.connection().setTransactionIsolation(isolation);
            pool.connection().setNetworkTimeout(Runnable::run, 123_456);
            List<String> before = ConnectionState.of(pool.connection());
            runEveryVerb(builder(pool, database).build());
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(before);
            assertThat(pool.misuses()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFailureRestoresThemToo(boolean autoCommit, @OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        database.run("CREATE SCHEMA hidden", "CREATE TABLE hidden.payroll (id int)");
        try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
            new TestSession(pool.connection()).run(TRACES_OF_THE_HOST);
            pool.connection().setAutoCommit(autoCommit);
            List<String> before = ConnectionState.of(pool.connection());
            CatalogSnapshot catalog = CatalogSnapshot.of(database);
            ReverseEtlSourceSetup setup = builder(pool, database)
                    .model(Model.of("broken", "SELECT id FROM hidden.payroll", "id"))
                    .build();
            SetupPlan plan = setup.plan();
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REHEARSAL_FAILED));
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(before);
            assertThat(pool.misuses()).isEmpty();
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(catalog.lines());
        }
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void theRoleThatTheSessionHasSetIsTheAdministrator(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        Login application = database.createLogin("application");
        database.run("GRANT " + admin.quotedRole() + " TO " + application.quotedRole());
        try (PoolOfOne pool = new PoolOfOne(application.connect())) {
            new TestSession(pool.connection()).run("SET ROLE " + admin.quotedRole());
            List<String> before = ConnectionState.of(pool.connection());
            ReverseEtlSourceSetup setup = builder(pool, database).build();
            SetupResult result = setup.apply(setup.plan());
            assertThat(result.proof()).isEqualTo(Proof.REHEARSED);
            assertThat(ConnectionState.of(pool.connection())).isEqualTo(before);
        }
    }

    private static ReverseEtlSourceSetupBuilder builder(DataSource admin, TestDatabase database) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .role(database.uniqueRole("segment"))
                .password(Secret.of(Setups.PASSWORD))
                .segmentEndpoint("db.example.com", 5432)
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .model(Model.of("users", "SELECT id, email FROM app.users", "id"));
    }

    /** From nothing to nothing. */
    private static void runEveryVerb(ReverseEtlSourceSetup setup) {
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).isEqualTo(Proof.REHEARSED);
        assertThat(setup.verify().holds()).isTrue();
        setup.rotatePassword(Secret.of("another"));
        setup.apply(setup.removeExcess());
        setup.undo(result.undoRecord());
        setup.applyPartial(setup.plan());
        setup.apply(setup.teardown());
        assertThat(setup.plan().steps()).extracting(PlanStep::code).contains("CREATE_ROLE");
    }
}
