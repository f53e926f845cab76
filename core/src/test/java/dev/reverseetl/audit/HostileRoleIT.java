package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/**
 * A role that would like to become its administrator when that one audits it: none of what it made runs with the
 * administrator's rights. What would have run leaves a trace in a sequence, which no rollback takes back.
 */
class HostileRoleIT {

    @OutermostPostgres
    void itsOperatorsAreNotUsedByTheAudit(TestDatabase database) throws SQLException {
        Attack attack = attack(database, AdminShape.SUPERUSER);
        attack.asRole(
                """
                CREATE FUNCTION evil.plus(int, int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                  PERFORM evil.trace(); RETURN $1 OPERATOR(pg_catalog.+) $2; END $$""",
                "CREATE OPERATOR evil.+ (leftarg = int, rightarg = int, procedure = evil.plus)",
                "CREATE FUNCTION evil.same(text, text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM evil.trace(); RETURN true; END $$",
                "CREATE OPERATOR evil.= (leftarg = text, rightarg = text, procedure = evil.same)",
                "CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM evil.trace(); RETURN $1; END $$");
        attack.audit("SELECT 1 AS id", "SELECT 2 AS id", "SELECT 3 + 4 AS id");
        attack.assertNothingRan();
    }

    @OutermostPostgres
    void theBodiesOfItsFunctionsStayBodies(TestDatabase database) throws SQLException {
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = attack(database, shape);
            attack.asRole(
                    "SET check_function_bodies = off",
                    "CREATE FUNCTION evil.out() RETURNS int LANGUAGE sql AS $$ SELECT 1; END;"
                            + " SELECT pg_catalog.setval('evil.seen', 777);"
                            + " CREATE FUNCTION pg_temp.z() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 $$",
                    "CREATE FUNCTION evil.out2() RETURNS int LANGUAGE sql AS $$ SELECT 1 /* ; */ ; -- end\r"
                            + " eNd /**/; SELECT pg_catalog.setval('evil.seen', 777);"
                            + " CREATE FUNCTION pg_temp.z() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 $$");
            attack.audit("SELECT evil.out() AS id", "SELECT evil.out2() AS id");
            attack.assertNothingRan();
            attack.end();
        }
    }

    @OutermostPostgres
    void whatItsFunctionsDoWhilePlannedTheyDoAsTheRole(TestDatabase database) throws SQLException {
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = attack(database, shape);
            attack.asRole("""
                    CREATE FUNCTION evil.become(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
                      PERFORM pg_catalog.set_config('role', 'none', true); PERFORM evil.trace(); RETURN 1; END $$""", "CREATE VIEW evil.v AS SELECT 1 AS id WHERE evil.become(1) = 1");
            attack.audit("SELECT id FROM evil.v");
            attack.auditRunning("SELECT id FROM evil.v");
            attack.assertNothingRan();
            attack.end();
        }
    }

    /** A constant of an array type is read while the text is parsed, and so is the check of a domain in it. */
    @OutermostPostgres
    void itsDomainsAreNotChecked(TestDatabase database) throws SQLException {
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = attack(database, shape);
            attack.asRole(
                    "CREATE FUNCTION evil.check(text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
                            + " PERFORM evil.trace(); RETURN true; END $$",
                    "CREATE DOMAIN evil.number AS text CHECK (evil.check(VALUE))",
                    "CREATE TYPE evil.pair AS (a int, b evil.number)",
                    "CREATE TABLE evil.pairs (id int, p evil.pair)",
                    "CREATE FUNCTION evil.overlap(text[], evil.number[]) RETURNS bool LANGUAGE sql RETURN true",
                    "CREATE OPERATOR evil.&& (leftarg = text[], rightarg = evil.number[], procedure = evil.overlap)",
                    "CREATE FUNCTION evil.cardinality(evil.number[]) RETURNS int LANGUAGE sql RETURN 1",
                    "CREATE FUNCTION evil.body() RETURNS int LANGUAGE sql AS"
                            + " $$ SELECT pg_catalog.array_length('{a}'::evil.number[], 1) $$");
            List<ModelAudit> models = attack.audit(
                            "SELECT id, '{1,2}'::number[] AS n FROM (VALUES (1)) AS v (id)",
                            "SELECT id FROM (VALUES (1, ARRAY['a'::text])) AS v (id, tags) WHERE tags && '{a,b}'",
                            "SELECT cardinality('{a}') AS id",
                            "SELECT id FROM pairs WHERE p = '(1,a)'",
                            "SELECT '(1,a)'::\"evil\".\"pair\" AS id",
                            "SELECT body() AS id",
                            "SELECT 'a'::evil.trusted AS id",
                            "SELECT 1 AS id")
                    .models();
            attack.assertNothingRan();
            assertThat(models.get(0).verdict()).isEqualTo(Verdict.NOT_AUDITABLE);
            assertThat(models.get(0).findings().get(0).message()).contains("evil.number");
            assertThat(models.get(7).verdict()).isEqualTo(Verdict.OK);
            attack.end();
        }
    }

    private static Attack attack(TestDatabase database, AdminShape shape) throws SQLException {
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

    private record Attack(TestDatabase database, Login admin, Login role) {
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
}
