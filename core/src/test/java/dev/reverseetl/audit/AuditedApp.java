package dev.reverseetl.audit;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A small database that its administrator owns, models of every kind, and what an audit has to say of them. */
final class AuditedApp {
    private static final String OBJECTS = """
            CREATE SCHEMA app;
            CREATE TABLE app.t (id int PRIMARY KEY, a int, b int);
            CREATE TABLE app.u (id int, c int);
            CREATE TABLE app.tenants (id int, owner text);
            ALTER TABLE app.tenants ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON app.tenants USING (owner = current_user);
            CREATE VIEW app.v AS SELECT t.id, c FROM app.t JOIN app.u USING (id);
            CREATE FUNCTION app.twice(x int) RETURNS int LANGUAGE sql RETURN x * 2;
            REVOKE EXECUTE ON FUNCTION app.twice FROM PUBLIC;
            CREATE FUNCTION app.unseen() RETURNS bigint LANGUAGE plpgsql
                AS 'BEGIN RETURN (SELECT count(*) FROM app.t); END';
            CREATE SCHEMA hidden;
            CREATE TABLE hidden.t (id int);
            GRANT USAGE ON SCHEMA app TO {role};
            GRANT SELECT ON app.tenants TO {role};
            GRANT SELECT ON app.v TO {role};
            """;
    private static final Map<String, String> MODELS = new TreeMap<>(Map.of(
            "columns", "SELECT id FROM app.t WHERE a > 0",
            "locks", "SELECT id FROM app.u FOR UPDATE",
            "view", "SELECT id FROM app.v",
            "function", "SELECT app.twice(5) AS id",
            "opaque", "SELECT app.unseen() AS id",
            "filtered", "SELECT id FROM app.tenants",
            "schema", "SELECT id FROM hidden.t",
            "fine", "SELECT 1 AS id",
            "broken", "SELECT nothing FROM app.t"));
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "columns", "MISSING [SELECT (a, id) ON app.t TO {role}]",
            "locks", "MISSING [SELECT (id) ON app.u TO {role}, UPDATE (any) ON app.u TO {role}]",
            "view", "MISSING [SELECT (id) ON app.t TO {viewer}, SELECT ON app.u TO {viewer}]",
            "function", "MISSING [EXECUTE ON ROUTINE app.twice(integer) TO {role}]",
            "opaque", "OK_EXCEPT_OPAQUE []",
            "filtered", "FILTERED []",
            "schema", "MISSING [SELECT ON hidden.t TO {role}, USAGE ON SCHEMA hidden TO {role}]",
            "fine", "OK []",
            "broken", "UNRESOLVABLE []"));

    private final Login admin;
    private final Login role;
    private final String viewer;

    private AuditedApp(Login admin, Login role, String viewer) {
        this.admin = admin;
        this.role = role;
        this.viewer = viewer;
    }

    /** The administrator creates the role too, where it may. */
    static AuditedApp create(Login admin) throws SQLException {
        TestDatabase database = admin.database();
        Login role = new Login(
                database, database.uniqueRole("segment"), UUID.randomUUID().toString());
        AuditedApp app = new AuditedApp(admin, role, database.uniqueRole("viewer"));
        String create = "CREATE ROLE " + role.quotedRole() + " LOGIN PASSWORD '" + role.password() + "'";
        try (TestSession session = admin.session()) {
            if (session.queryOne(
                    Boolean.class, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
                session.run(create);
            } else {
                database.run(create);
            }
            session.run(app.resolved(OBJECTS));
        }
        String viewer = Identifier.of(app.viewer).quoted();
        database.run("CREATE ROLE " + viewer, "ALTER VIEW app.v OWNER TO " + viewer);
        return app;
    }

    Login role() {
        return role;
    }

    TestDatabase database() {
        return role.database();
    }

    /** An audit of all models by the administrator. */
    PermissionAuditBuilder audit() {
        return auditBy(admin);
    }

    PermissionAuditBuilder auditBy(Login somebody) {
        return PermissionAudit.builder()
                .connection(somebody.dataSource())
                .role(role.role())
                .models(models());
    }

    List<Model> models() {
        return MODELS.entrySet().stream()
                .map(entry -> Model.of(entry.getKey(), entry.getValue(), "id"))
                .toList();
    }

    /** What each model's audit has to say, as {@link #answers} has it. */
    Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>(EXPECTED);
        expected.replaceAll((name, text) -> resolved(text));
        return expected;
    }

    /** What a report says of each model: verdict and atoms. */
    Map<String, String> answers(AuditReport report) throws SQLException {
        AtomReader reader = new AtomReader(new GrantedObjects(database()));
        Map<String, String> answers = new TreeMap<>();
        for (ModelAudit audit : report.models()) {
            List<String> atoms = new ArrayList<>();
            for (Atom atom : reader.read(audit.missing())) {
                atoms.add(atom.toString());
            }
            atoms.sort(null);
            answers.put(audit.name(), audit.verdict() + " " + atoms);
        }
        return answers;
    }

    private String resolved(String text) {
        return text.replace("{role}", role.role()).replace("{viewer}", viewer);
    }
}
