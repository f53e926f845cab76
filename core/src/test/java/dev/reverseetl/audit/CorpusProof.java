package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.audit.NeededColumns.Extent;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves of all queries of a set that what an audit says of a role without any rights is true: what it calls missing
 * makes the query fail, all of it together makes it run, and without any single part of it some query fails.
 */
final class CorpusProof {
    private final TestDatabase database;
    private final ActingRole role;
    private final Map<String, String> queries = new TreeMap<>();

    private CorpusProof(TestDatabase database, ActingRole role) {
        this.database = database;
        this.role = role;
    }

    /** Returns how many queries of the set the server understands: all these are proved. */
    static int of(TestDatabase database, CorpusSet set) throws SQLException {
        Login login = database.createLogin("segment");
        String schema = Identifier.of(set.name()).quoted();
        database.run("CREATE SCHEMA " + schema, "ALTER ROLE " + login.quotedRole() + " SET search_path = " + schema);
        ActingRole role = ActingRole.of(login);
        for (String sql : set.preparation()) {
            database.run("SET search_path = " + schema);
            tryToRun(database, sql);
        }
        database.run("RESET search_path");
        CorpusProof proof = new CorpusProof(database, role);
        for (Map.Entry<String, String> query : set.queries().entrySet()) {
            if (role.runAsSuperuserAfter(List.of(), "EXPLAIN (COSTS OFF) " + query.getValue())
                    .succeeded()) {
                proof.queries.put(query.getKey(), query.getValue());
            }
        }
        proof.prove();
        return proof.queries.size();
    }

    private static void tryToRun(TestDatabase database, String sql) {
        try {
            database.run(sql);
        } catch (SQLException e) {
            // Another dialect, or a newer server: the queries that need it are left out.
        }
    }

    private void prove() throws SQLException {
        AuditReport wide = audit().build().run();
        checkVerdicts(wide);
        AuditReport narrow = audit().columnGrants().build().run();
        try (RoleTrial trial = new RoleTrial(role)) {
            trial.run(wide.fixSql());
            checkFixed(trial, wide);
        }
        try (RoleTrial trial = new RoleTrial(role)) {
            trial.run(narrow.fixSql());
            checkFixed(trial, narrow);
            checkNothingIsIdle(trial, narrow);
        }
    }

    private PermissionAuditBuilder audit() {
        PermissionAuditBuilder audit = PermissionAudit.builder()
                .connection(database.dataSource())
                .role(role.login().role());
        queries.forEach((name, query) -> audit.model(Model.of(name, query, "id")));
        return audit;
    }

    /** Nothing is called missing that isn't, and nothing is right that fails. */
    private void checkVerdicts(AuditReport report) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (RoleTrial trial = new RoleTrial(role)) {
            for (ModelAudit audit : report.models()) {
                Outcome outcome = trial.tryOut(query(audit));
                boolean right = switch (audit.verdict()) {
                    case OK -> outcome.succeeded();
                    case OK_EXCEPT_OPAQUE -> !audit.opaque().isEmpty();
                    case MISSING -> !outcome.succeeded() && !audit.missing().isEmpty();
                    default -> false;
                };
                if (!right) {
                    wrong.add(audit.name() + ": " + audit + ", but " + outcome);
                }
            }
        }
        assertThat(wrong).as("audit of a role without rights").isEmpty();
    }

    private void checkFixed(RoleTrial trial, AuditReport report) throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (ModelAudit audit : report.models()) {
            Outcome explained = trial.explain(query(audit));
            Outcome outcome = explained.succeeded() ? trial.tryOut(query(audit)) : explained;
            boolean right = isFixable(audit)
                    ? outcome.succeeded()
                            || (explained.succeeded() && !audit.opaque().isEmpty())
                    : !outcome.succeeded();
            if (!right) {
                wrong.add(audit.name() + ": " + audit.missing() + ", but " + outcome);
            }
        }
        assertThat(wrong).as("audit after its fix").isEmpty();
    }

    private void checkNothingIsIdle(RoleTrial trial, AuditReport report) throws SQLException {
        AtomReader reader = new AtomReader(new GrantedObjects(database));
        Map<String, List<String>> revokes = new LinkedHashMap<>();
        for (ModelAudit audit : report.models()) {
            assertThat(audit.missing())
                    .as("audit by a superuser: what it isn't sure of")
                    .noneMatch(MissingPrivilege::soft);
            if (isFixable(audit)) {
                for (Atom atom : reader.read(audit.missing())) {
                    for (String grant : atom.singleGrants()) {
                        String anyColumn = atom.extent() == Extent.ANY ? " \\(\"[^\"]*\"\\)" : "";
                        String revoke = grant.replaceFirst("^GRANT (\\S+)" + anyColumn, "REVOKE $1")
                                .replaceFirst(" TO (\\S+)$", " FROM $1");
                        revokes.computeIfAbsent(revoke, any -> new ArrayList<>())
                                .add(query(audit));
                    }
                }
            }
        }
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, List<String>> revoke : revokes.entrySet()) {
            if (!trial.isOneBrokenBy(revoke.getKey(), revoke.getValue())) {
                idle.add(revoke.getKey() + ", named by " + revoke.getValue());
            }
        }
        assertThat(idle).as("audit: privileges without which everything runs").isEmpty();
    }

    private String query(ModelAudit audit) {
        String query = queries.get(audit.name());
        assertThat(query).as(audit.name()).isNotNull();
        return query == null ? "" : query;
    }

    /** Catalogs with secrets are never opened. */
    private static boolean isFixable(ModelAudit audit) {
        return audit.missing().stream().allMatch(privilege -> privilege.sql().isPresent());
    }
}
