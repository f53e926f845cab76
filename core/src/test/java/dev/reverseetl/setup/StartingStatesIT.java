package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PoolOfOne;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that a set-up may find is brought to the goal, or to the statement that somebody else must run. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class StartingStatesIT {
    /**
     * What is expected of each state, for each administrator. {@code proven}: converged, rehearsed and logged in. Else
     * the steps that PostgreSQL refuses to this administrator: {@code role} CREATE ROLE, on which all others wait;
     * {@code alter} ALTER ROLE; {@code setting} ALTER ROLE RESET; {@code schema} GRANT ON SCHEMA. The role and, in
     * THIRD, the schema were made by the superuser, so from PostgreSQL 16 a CREATEROLE administrator doesn't rule the
     * role.
     */
    private static final String EXPECTED = """
            role    schema  grants  | superuser | RDS, 14 and 15 | RDS, from 16         | owner
            ABSENT  ABSENT  NONE    | proven    | proven         | proven               | role
            ABSENT  ABSENT  PARTIAL | proven    | proven         | proven               | role
            ABSENT  ROLE    NONE    | proven    | schema         | schema               | role schema
            ABSENT  ROLE    PARTIAL | proven    | schema         | schema               | role schema
            ABSENT  ADMIN   NONE    | proven    | proven         | proven               | role
            ABSENT  ADMIN   PARTIAL | proven    | proven         | proven               | role
            ABSENT  THIRD   NONE    | proven    | schema         | schema               | role schema
            ABSENT  THIRD   PARTIAL | proven    | schema         | schema               | role schema
            PRESENT ABSENT  NONE    | proven    | proven         | proven               | proven
            PRESENT ABSENT  PARTIAL | proven    | proven         | proven               | proven
            PRESENT ROLE    NONE    | proven    | proven         | proven               | proven
            PRESENT ROLE    PARTIAL | proven    | proven         | proven               | proven
            PRESENT ADMIN   NONE    | proven    | proven         | proven               | proven
            PRESENT ADMIN   PARTIAL | proven    | proven         | proven               | proven
            PRESENT THIRD   NONE    | proven    | schema         | schema               | schema
            PRESENT THIRD   PARTIAL | proven    | schema         | schema               | schema
            WRONG   ABSENT  NONE    | proven    | proven         | alter setting        | alter setting
            WRONG   ABSENT  PARTIAL | proven    | proven         | alter setting        | alter setting
            WRONG   ROLE    NONE    | proven    | proven         | alter setting        | alter setting
            WRONG   ROLE    PARTIAL | proven    | proven         | alter setting        | alter setting
            WRONG   ADMIN   NONE    | proven    | proven         | alter setting        | alter setting
            WRONG   ADMIN   PARTIAL | proven    | proven         | alter setting        | alter setting
            WRONG   THIRD   NONE    | proven    | schema         | alter setting schema | alter setting schema
            WRONG   THIRD   PARTIAL | proven    | schema         | alter setting schema | alter setting schema
            """;

    private static final String MANAGED_SCHEMA = "__segment_reverse_etl";

    /** Roles of the cluster that come while a cell runs would count as its changes. */
    @BeforeAll
    static void rolesOfTheCluster() throws SQLException {
        for (PostgresServer server : PostgresServers.outermost().toList()) {
            AdminShape.RDS.prepare(server);
        }
    }

    static Stream<Arguments> cells() {
        return PostgresServers.outermost()
                .flatMap(server -> EXPECTED.lines().skip(1).flatMap(line -> cells(server, line)));
    }

    private static Stream<Arguments> cells(PostgresServer server, String line) {
        String[] columns = line.split("\\|", -1);
        String[] state = columns[0].strip().split(" +", -1);
        StartingState starting = new StartingState(
                StartingState.Role.valueOf(state[0]),
                StartingState.Schema.valueOf(state[1]),
                StartingState.Grants.valueOf(state[2]));
        String rds = columns[server.major() < 16 ? 2 : 3].strip();
        return Stream.of(
                cell(server, starting, AdminShape.SUPERUSER, columns[1].strip()),
                cell(server, starting, AdminShape.RDS, rds),
                cell(server, starting, AdminShape.OWNER, columns[4].strip()));
    }

    private static Arguments cell(PostgresServer server, StartingState state, AdminShape shape, String expected) {
        return Arguments.argumentSet(server + ", " + shape + ", " + state, server, state, shape, expected);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("cells")
    void bringsTheStateToTheGoal(PostgresServer server, StartingState state, AdminShape shape, String expected)
            throws SQLException {
        try (TestDatabase database = server.createDatabase()) {
            Login admin = shape.create(database);
            String role = database.uniqueRole("segment");
            state.create(database, admin, role, MANAGED_SCHEMA);
            // One connection for all that the administrator does: there are hundreds of cells
            try (PoolOfOne pool = new PoolOfOne(admin.connect())) {
                ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
                        .admin(pool)
                        .loginThrough(Setups.settings(admin))
                        .role(role)
                        .password(Secret.of(Setups.PASSWORD))
                        .segmentEndpoint("db.example.com", 5432)
                        .grantRead(ReadScope.schema("app").includingFutureTables())
                        .build();
                CatalogSnapshot before = CatalogSnapshot.of(database);

                SetupPlan plan = setup.plan();
                assertThat(plan.blockers()).isEmpty();
                assertThat(foreignSteps(plan)).isEqualTo(expected);
                if (expected.equals("proven")) {
                    converges(setup, plan, before, database);
                } else {
                    leavesToOthers(setup, plan, before, admin);
                }
            }
        }
    }

    private static void converges(
            ReverseEtlSourceSetup setup, SetupPlan plan, CatalogSnapshot before, TestDatabase database)
            throws SQLException {
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
        assertThat(setup.verify().holds()).isTrue();
        setup.undo(UndoRecord.fromJson(result.undoRecord().toJson()));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    /** The independent steps run now and can be undone; once somebody has run the foreign ones, the rest converges. */
    private static void leavesToOthers(ReverseEtlSourceSetup setup, SetupPlan plan, CatalogSnapshot before, Login admin)
            throws SQLException {
        TestDatabase database = admin.database();
        if (plan.steps().stream().anyMatch(PlanStep::isWaiting)) {
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_STEPS));
            assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        }
        SetupResult partial = setup.applyPartial(plan);
        assertThat(partial.proof()).isEqualTo(Proof.STATIC_ONLY);
        assertThat(partial.pending()).hasSameSizeAs(plan.foreignSteps());
        setup.undo(partial.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());

        setup.applyPartial(setup.plan());
        for (PlanStep step : plan.foreignSteps()) {
            assertThatPostgresRefuses(step, admin);
            database.run(runnable(step));
        }
        SetupResult result = setup.apply(setup.plan());
        assertThat(result.proof()).as(result.proofReason() + result.findings()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().steps()).isEmpty();
    }

    private static String foreignSteps(SetupPlan plan) {
        List<String> words = new ArrayList<>();
        for (PlanStep step : plan.foreignSteps()) {
            words.add(
                    switch (step.code()) {
                        case "CREATE_ROLE" -> "role";
                        case "ALTER_ROLE" -> "alter";
                        case "SET_ROLE_SETTING" -> "setting";
                        case "GRANT" -> step.action().contains(" ON SCHEMA ") ? "schema" : step.action();
                        default -> step.action();
                    });
        }
        return words.isEmpty() ? "proven" : String.join(" ", words);
    }

    private static void assertThatPostgresRefuses(PlanStep step, Login admin) throws SQLException {
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(runnable(step));
                assertThat(statement.getWarnings() != null).as(step.action()).isTrue();
                assertThat(statement.getWarnings().getSQLState())
                        .as(step.action())
                        .isEqualTo("01007");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(step.action()).isEqualTo("42501");
            }
            connection.rollback();
        }
    }

    private static String runnable(PlanStep step) {
        return step.action()
                .replace(
                        PlanStep.VERIFIER_VARIABLE, SqlLiteral.quoted(PasswordVerifier.of(Secret.of(Setups.PASSWORD))));
    }
}
