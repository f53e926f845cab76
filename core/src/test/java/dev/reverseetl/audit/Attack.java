package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** A role that would like to become its administrator, {@code segment}, and the administrator who audits it. */
record Attack(TestDatabase database, Login admin, Login role) {
    static Attack on(TestDatabase database, AdminShape shape) throws SQLException {
        Login admin = shape.create(database);
        Login role = database.createLogin("segment");
        database.run("GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + role.quotedRole());
        if (shape == AdminShape.RDS && database.server().major() >= 16) {
            database.run("GRANT " + role.quotedRole() + " TO " + admin.quotedRole() + " WITH ADMIN TRUE");
        }
        Attack attack = new Attack(database, admin, role);
        attack.asRole(
                "CREATE SCHEMA evil",
                "CREATE SEQUENCE evil.seen",
                trace(role),
                "GRANT ALL ON SCHEMA evil TO PUBLIC",
                "ALTER ROLE " + role.quotedRole() + " SET search_path = evil, pg_catalog");
        return attack;
    }

    /** What an attacker's code does: note as whom it runs, in a way that survives the audit's rollback. */
    private static String trace(Login role) {
        return """
                CREATE FUNCTION evil.trace() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                  IF current_user <> '%s' THEN PERFORM pg_catalog.setval('evil.seen', 777); END IF;
                  RETURN 1;
                END $$""".formatted(role.role());
    }

    void asRole(String... statements) throws SQLException {
        try (var session = role.session()) {
            for (String statement : statements) {
                session.run(statement);
            }
        }
    }

    AuditReport audit(String... queries) {
        return builder(queries).build().run();
    }

    void auditRunning(String... queries) {
        builder(queries).runningModels().build().run();
    }

    private PermissionAuditBuilder builder(String... queries) {
        PermissionAuditBuilder builder =
                PermissionAudit.builder().connection(admin.dataSource()).role(role.role());
        for (int i = 0; i < queries.length; i++) {
            builder.model(Model.of("model " + i, queries[i], "id"));
        }
        return builder;
    }

    void assertNothingRan() throws SQLException {
        assertThat(database.rows("SELECT last_value FROM evil.seen")).containsExactly("1");
    }

    void end() throws SQLException {
        database.run("DROP SCHEMA evil CASCADE");
    }
}
