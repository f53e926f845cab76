package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Set-ups in many processes and threads at once: all succeed, and each thing is made once. */
@Tag("slow")
class ConcurrentSetupsIT {
    private static final String MANAGED_SCHEMA = "__segment_reverse_etl";

    /**
     * The oldest and the newest server, since roles are granted in another way from 16 on; a superuser, to whom that is
     * all the same, on one of them.
     */
    static Stream<Arguments> servers() {
        PostgresServer oldest = PostgresServers.selected().findFirst().orElseThrow();
        PostgresServer newest = PostgresServers.newest();
        Stream<PostgresServer> both = Stream.of(oldest, newest).distinct();
        return Stream.concat(
                both.map(server -> arguments(server, AdminShape.RDS)),
                Stream.of(arguments(newest, AdminShape.SUPERUSER)));
    }

    private static Arguments arguments(PostgresServer server, AdminShape shape) {
        return Arguments.argumentSet(server + ", " + shape, server, shape);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("servers")
    void allSucceedInOneDatabase(PostgresServer server, AdminShape shape) throws Exception {
        try (TestDatabase database = server.createDatabase()) {
            Login admin = shape.create(database);
            AppSchema.create(admin);
            String shared = database.uniqueRole("shared");
            List<SetupRun> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(new SetupRun(admin, shared, MANAGED_SCHEMA));
                runs.add(new SetupRun(admin, database.uniqueRole("own"), "own_" + i));
            }
            List<String> outcomes = SetupRun.inJvms(runs);
            assertThat(outcomes).allMatch(outcome -> outcome.startsWith("LOGGED_IN"));
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.contains("CREATE_ROLE"))
                    .hasSize(9);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.contains("CREATE_SCHEMA"))
                    .hasSize(9);
            assertNothingIsLeftToDo(runs);
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("servers")
    void allSucceedInTheDatabasesOfACluster(PostgresServer server, AdminShape shape) throws Exception {
        try (TestDatabase database = server.createDatabase()) {
            List<Login> admins = adminInDatabases(shape, database);
            String role = database.uniqueRole("segment");
            List<SetupRun> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(new SetupRun(admins.get(i % admins.size()), role, MANAGED_SCHEMA));
            }
            List<String> outcomes = SetupRun.inJvms(runs);
            assertThat(outcomes).allMatch(outcome -> outcome.startsWith("LOGGED_IN"));
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.contains("CREATE_ROLE"))
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.contains("CREATE_SCHEMA"))
                    .hasSize(4);
            assertNothingIsLeftToDo(runs);
        }
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("servers")
    void allSucceedInThreadsOfOneJvm(PostgresServer server, AdminShape shape) throws Exception {
        try (TestDatabase database = server.createDatabase()) {
            List<Login> admins = adminInDatabases(shape, database);
            for (int round = 1; round <= 3; round++) {
                List<SetupRun> runs = new ArrayList<>();
                String shared = database.uniqueRole("shared");
                for (int i = 0; i < 16; i++) {
                    Login admin = admins.get(i % admins.size());
                    runs.add(new SetupRun(admin, shared, "shared_" + round));
                    runs.add(new SetupRun(admin, database.uniqueRole("own"), "own_" + round + "_" + i));
                }
                List<String> outcomes = SetupRun.inThreads(runs);
                assertThat(outcomes).allMatch(outcome -> outcome.startsWith("LOGGED_IN"));
                assertThat(outcomes)
                        .filteredOn(outcome -> outcome.contains("CREATE_ROLE"))
                        .hasSize(17);
                assertThat(outcomes)
                        .filteredOn(outcome -> outcome.contains("CREATE_SCHEMA"))
                        .hasSize(20);
                assertNothingIsLeftToDo(runs);
            }
        }
    }

    /** The administrator in four databases of the cluster, which it owns. */
    private static List<Login> adminInDatabases(AdminShape shape, TestDatabase first) throws SQLException {
        Login admin = shape.create(first);
        List<Login> logins = new ArrayList<>(List.of(admin));
        for (int i = 2; i <= 4; i++) {
            // Goes with the first, as all that the administrator owns
            TestDatabase other = first.server().createDatabase(first.name() + "_" + i, admin.role());
            logins.add(new Login(other, admin.role(), admin.password()));
        }
        for (Login login : logins) {
            AppSchema.create(login);
            login.database().admin().close();
        }
        return logins;
    }

    private static void assertNothingIsLeftToDo(List<SetupRun> runs) {
        for (SetupRun run : Set.copyOf(runs)) {
            assertThat(run.setup().plan().steps()).as(run.toString()).isEmpty();
        }
    }
}
