package dev.reverseetl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.PermissionAudit;
import dev.reverseetl.audit.PermissionAuditBuilder;
import dev.reverseetl.gate.DbtProject.Node;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** What a gate says of changes to a dbt project, each merged into a database that was built before. */
class ContractChangesIT {
    private static final String USERS = "SELECT id, email, name, score, age FROM raw.users";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** A change of the project or of what it stands on, and the codes of what then closes the gate. */
    private record Change(String what, UnaryOperator<DbtProject> project, List<String> sql, List<String> closing) {
        static Change ofUsers(String what, String sql, String... closing) {
            return new Change(what, project -> project.withSql("users", sql), List.of(), List.of(closing));
        }

        static Change ofDatabase(String what, List<String> sql, String... closing) {
            return new Change(what, UnaryOperator.identity(), sql, List.of(closing));
        }
    }

    @OutermostPostgres
    void tellsWhatBreaks(TestDatabase database) throws SQLException, IOException {
        List<Change> changes = List.of(
                Change.ofUsers(
                        "a column is gone", "SELECT id, email, score, age FROM raw.users", "CONTRACT_COLUMN_GONE"),
                Change.ofUsers(
                        "a column is renamed",
                        "SELECT id, email, name AS full_name, score, age FROM raw.users",
                        "CONTRACT_COLUMN_GONE"),
                Change.ofUsers(
                        "a type is changed",
                        "SELECT id, email, name, score::text AS score, age FROM raw.users",
                        "CONTRACT_TYPE_CHANGED"),
                Change.ofUsers(
                        "a type is narrowed",
                        "SELECT id, email::varchar(20) AS email, name, score, age FROM raw.users",
                        "CONTRACT_TYPE_CHANGED"),
                Change.ofUsers(
                        "the identifier is gone",
                        "SELECT id AS user_id, email, name, score, age FROM raw.users",
                        "CONTRACT_COLUMN_GONE",
                        "IDENTIFIER_MISSING"),
                Change.ofUsers(
                        "the identifier repeats",
                        "SELECT u.id, email, name, score, age FROM raw.users u LEFT JOIN raw.orders o ON o.user_id = u.id",
                        "CONTRACT_IDENTIFIER_REPEATS"),
                Change.ofUsers(
                        "the identifier is null",
                        "SELECT nullif(id, 1) AS id, email, name, score, age FROM raw.users",
                        "CONTRACT_IDENTIFIER_NULLABLE"),
                new Change(
                        "another identifier",
                        project -> project.with(
                                "users",
                                new Node(
                                        "table",
                                        USERS,
                                        "email",
                                        project.node("users").readers())),
                        List.of(),
                        List.of("CONTRACT_IDENTIFIER_CHANGED")),
                Change.ofDatabase(
                        "a source table is gone",
                        List.of("DROP TABLE raw.orders"),
                        "CONTRACT_TABLE_GONE",
                        "MODEL_UNRESOLVABLE"),
                Change.ofDatabase(
                        "a source column is gone",
                        List.of("ALTER TABLE raw.orders DROP COLUMN total"),
                        "CONTRACT_SOURCE_COLUMN_GONE",
                        "MODEL_UNRESOLVABLE"),
                Change.ofDatabase(
                        "a name means another table",
                        List.of(
                                "CREATE TABLE staging.people (id int PRIMARY KEY)",
                                "GRANT SELECT ON staging.people TO PUBLIC"),
                        "CONTRACT_MEANING_CHANGED"),
                new Change(
                        "dbt no longer grants what it rebuilds",
                        project -> project.with("users", new Node("table", USERS, "id", List.of())),
                        List.of(),
                        List.of("CONTRACT_RIGHTS_LOST", "MISSING")),
                new Change(
                        "a model is gone",
                        project -> project.without("users"),
                        List.of(),
                        List.of("CONTRACT_MODEL_GONE")));
        for (Change change : changes) {
            assertThat(closing(after(change, database)))
                    .as(database.server() + ": " + change.what())
                    .containsExactlyInAnyOrderElementsOf(change.closing());
        }
    }

    @OutermostPostgres
    void letsPassWhatBreaksNothing(TestDatabase database) throws SQLException, IOException {
        List<Change> changes = List.of(
                Change.ofUsers("a column is added", "SELECT id, email, name, score, age, plan FROM raw.users"),
                Change.ofDatabase("a comment", List.of("COMMENT ON COLUMN raw.users.name IS 'as they gave it'")),
                Change.ofUsers(
                        "rewritten to the same shape",
                        "WITH u AS (TABLE raw.users) SELECT id, email, name, score, age FROM u"),
                Change.ofUsers(
                        "a longer text", "SELECT id, email::varchar(90) AS email, name, score, age FROM raw.users"),
                Change.ofUsers("a larger number", "SELECT id, email, name, score, age::bigint AS age FROM raw.users"),
                Change.ofUsers(
                        "more digits", "SELECT id, email, name, score::numeric(12,2) AS score, age FROM raw.users"),
                Change.ofUsers("another order", "SELECT age, score, name, email, id FROM raw.users"),
                new Change(
                        "a view in place of a table",
                        project -> project.with(
                                "users",
                                new Node(
                                        "view",
                                        USERS,
                                        "id",
                                        project.node("users").readers())),
                        List.of(),
                        List.of()),
                new Change(
                        "one more model",
                        project -> project.with(
                                "more",
                                new Node(
                                        "table",
                                        USERS,
                                        "id",
                                        project.node("users").readers())),
                        List.of(),
                        List.of()),
                Change.ofDatabase(
                        "more rows", List.of("INSERT INTO raw.users VALUES (9, 'z@example.com', 'Z', 1, 30, 'pro')")));
        for (Change change : changes) {
            GateResult result = after(change, database);
            assertThat(closing(result))
                    .as(database.server() + ": " + change.what())
                    .isEmpty();
            assertThat(result.passed()).isTrue();
        }
    }

    @OutermostPostgres
    void foreseesThatRebuildingLosesGrants(TestDatabase database) throws SQLException, IOException {
        Login role = database.createLogin("segment");
        prepare(database, role);
        DbtProject project = project(role).with("users", new Node("table", USERS, "id", List.of()));
        project.run(database);
        database.run("GRANT SELECT ON marts.users TO " + role.quotedRole());
        GateResult result = gate(database, role, project).build().run();
        assertThat(result.passed()).isTrue();
        assertThat(result.problems())
                .filteredOn(problem -> problem.finding().code().equals("REBUILD_LOSES_GRANTS"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.model()).contains("users");
                    assertThat(problem.place()).contains(new GateProblem.Place("models/core/users.sql", 1, 1));
                    assertThat(problem.finding().remedy()).contains("+grants", "ALTER DEFAULT PRIVILEGES");
                });
        database.run("ALTER DEFAULT PRIVILEGES IN SCHEMA marts GRANT SELECT ON TABLES TO " + role.quotedRole());
        assertThat(codes(gate(database, role, project).build().run(), Severity.WARNING))
                .doesNotContain("REBUILD_LOSES_GRANTS");
    }

    @OutermostPostgres
    void leavesOutWhatIsKnownUntilItsDay(TestDatabase database) throws SQLException, IOException {
        Login role = database.createLogin("segment");
        prepare(database, role);
        DbtProject project = project(role).with("users", new Node("table", USERS, "id", List.of()));
        project.run(database);
        LocalDate day = LocalDate.of(2026, 11, 30);
        Baseline baseline = new Baseline(List.of(
                new KnownProblem(Optional.of("users"), "MISSING", day, "granted with the next release"),
                new KnownProblem(Optional.of("people"), "MISSING", day, "not there at all")));
        GateResult before = gate(database, role, project)
                .baseline(baseline)
                .today(day)
                .build()
                .run();
        assertThat(before.passed()).isTrue();
        assertThat(before.audit().passed()).isFalse();
        assertThat(codes(before, Severity.NOTICE)).contains("BASELINE_UNUSED");
        GateResult after = gate(database, role, project)
                .baseline(baseline)
                .today(day.plusDays(1))
                .build()
                .run();
        assertThat(closing(after)).containsExactly("MISSING");
        assertThat(codes(after, Severity.WARNING)).contains("BASELINE_EXPIRED");
    }

    /** Records the contract of the project, makes the change, builds all anew, and asks the gate. */
    private GateResult after(Change change, TestDatabase first) throws SQLException, IOException {
        try (TestDatabase database = first.server().createDatabase()) {
            Login role = database.createLogin("segment");
            prepare(database, role);
            DbtProject project = project(role);
            project.run(database);
            GateResult recorded = gate(database, role, project).build().run();
            assertThat(closing(recorded)).isEmpty();
            Contract contract = recorded.contract();

            database.run(change.sql().toArray(String[]::new));
            DbtProject changed = change.project().apply(project);
            changed.run(database);
            return gate(database, role, changed).contract(contract).build().run();
        }
    }

    private static void prepare(TestDatabase database, Login role) throws SQLException {
        database.run(
                "CREATE SCHEMA raw",
                "CREATE SCHEMA marts",
                "CREATE SCHEMA staging",
                "CREATE TABLE raw.users (id int PRIMARY KEY, email varchar(50) NOT NULL, name text, score numeric(8,2),"
                        + " age int, plan text)",
                "CREATE TABLE raw.orders (id int PRIMARY KEY, user_id int REFERENCES raw.users, total numeric(10,2))",
                "CREATE TABLE raw.people (id int PRIMARY KEY)",
                "INSERT INTO raw.users SELECT g, g || '@example.com', 'U' || g, g, 20 + g, 'pro' FROM generate_series(1, 5) g",
                "INSERT INTO raw.orders SELECT g, 1 + g % 3, g FROM generate_series(1, 9) g",
                "GRANT USAGE ON SCHEMA raw, marts, staging TO " + role.quotedRole(),
                "GRANT SELECT ON ALL TABLES IN SCHEMA raw TO " + role.quotedRole(),
                "ALTER ROLE " + role.quotedRole() + " SET search_path = staging, raw");
    }

    private static DbtProject project(Login role) {
        List<String> readers = List.of(role.role());
        Map<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("users", new Node("table", USERS, "id", readers));
        nodes.put(
                "spenders",
                new Node(
                        "ephemeral",
                        "SELECT user_id, sum(total) AS total FROM raw.orders GROUP BY user_id",
                        "user_id",
                        List.of()));
        nodes.put("people", new Node("ephemeral", "SELECT id FROM people", "id", List.of()));
        return new DbtProject(nodes);
    }

    private ModelGateBuilder gate(TestDatabase database, Login role, DbtProject project) throws IOException {
        PermissionAuditBuilder audit = PermissionAudit.builder()
                .connection(database.dataSource())
                .role(role.role())
                .runningModels();
        return ModelGate.builder().audit(audit).models(project.read(directory.resolve("manifest.json")));
    }

    private static Set<String> closing(GateResult result) {
        return result.problems().stream()
                .filter(GateProblem::closes)
                .map(GateProblem::finding)
                .map(Finding::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codes(GateResult result, Severity severity) {
        return result.problems().stream()
                .map(GateProblem::finding)
                .filter(finding -> finding.severity() == severity)
                .map(Finding::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
