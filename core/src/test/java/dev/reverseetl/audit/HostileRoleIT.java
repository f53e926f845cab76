package dev.reverseetl.audit;

import dev.reverseetl.testing.AdminShape;
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
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
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
            Attack attack = Attack.on(database, shape);
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
            Attack attack = Attack.on(database, shape);
            attack.asRole("""
                    CREATE FUNCTION evil.become(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
                      PERFORM pg_catalog.set_config('role', 'none', true); PERFORM evil.trace(); RETURN 1; END $$""", "CREATE VIEW evil.v AS SELECT 1 AS id WHERE evil.become(1) = 1");
            attack.audit("SELECT id FROM evil.v");
            attack.auditRunning("SELECT id FROM evil.v");
            attack.assertNothingRan();
            attack.end();
        }
    }

    /** To settle what the planner leaves out, the audit grants all else for a moment. */
    @OutermostPostgres
    void itsFunctionsDoNotSeeWhatIsGrantedForAMoment(TestDatabase database) throws SQLException {
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
        database.run(
                "CREATE SCHEMA app",
                "CREATE TABLE app.payroll (salary int)",
                "INSERT INTO app.payroll VALUES (777)",
                "CREATE TABLE app.other (id int)",
                "GRANT USAGE ON SCHEMA app TO " + attack.role().quotedRole());
        attack.asRole("""
                CREATE FUNCTION evil.peek() RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
                  IF has_any_column_privilege('app.payroll', 'SELECT') THEN
                    RETURN evil.note((SELECT salary FROM app.payroll));
                  END IF;
                  RETURN 1;
                END $$""", """
                CREATE FUNCTION evil.note(int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                  PERFORM setval('evil.seen', $1); RETURN 1; END $$""");
        attack.audit(
                "SELECT salary AS id FROM app.payroll WHERE evil.peek() = 1 AND (false AND EXISTS (SELECT FROM app.other))");
        attack.assertNothingRan();
    }
}
