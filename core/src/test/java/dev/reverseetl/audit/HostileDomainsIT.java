package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** Domains that a role made: a constant of an array type is read while the text is parsed, and so are their checks. */
class HostileDomainsIT {
    private static final String CHECK = "CREATE FUNCTION evil.check(text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
            + " PERFORM evil.trace(); RETURN true; END $$";

    /** A constant of an array type is read while the text is parsed, and so is the check of a domain in it. */
    @OutermostPostgres
    void itsDomainsAreNotChecked(TestDatabase database) throws SQLException {
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = Attack.on(database, shape);
            attack.asRole(
                    CHECK,
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

    /** Whatever way a text comes to the domain by: a function's result, other letters, too many of them. */
    @OutermostPostgres
    void norAreThoseThatATextNamesByADetour(TestDatabase database) throws SQLException {
        String longest = "n".repeat(63);
        for (AdminShape shape : List.of(AdminShape.SUPERUSER, AdminShape.RDS)) {
            Attack attack = Attack.on(database, shape);
            attack.asRole(
                    CHECK,
                    "CREATE DOMAIN evil.number AS text CHECK (evil.check(VALUE))",
                    "CREATE DOMAIN evil.\"\u00c4\" AS text CHECK (evil.check(VALUE))",
                    "CREATE DOMAIN evil." + longest + " AS text CHECK (evil.check(VALUE))",
                    "CREATE DOMAIN evil.around AS text CHECK (('{' || VALUE || '}')::evil.number[] IS NOT NULL)",
                    "CREATE FUNCTION evil.get() RETURNS evil.number LANGUAGE sql RETURN NULL",
                    "CREATE FUNCTION evil.give(OUT a evil.number, OUT b int) LANGUAGE sql RETURN (NULL::evil.number, 1)",
                    "CREATE FUNCTION evil.op(int) RETURNS evil.number LANGUAGE sql RETURN NULL",
                    "CREATE OPERATOR evil.@@@ (rightarg = int, procedure = evil.op)");
            attack.audit(
                    "SELECT 1 AS id WHERE ARRAY[get()] @> '{a}'",
                    "SELECT 1 AS id FROM give() WHERE ARRAY[a] @> '{a}'",
                    "SELECT 1 AS id WHERE ARRAY[@@@ 1] @> '{a}'",
                    "SELECT '{a}'::evil.\u00c4[] AS id",
                    "SELECT '{a}'::evil." + longest + "nnn[] AS id",
                    "SELECT '{a}'::evil.\"" + longest + "nnn\"[] AS id",
                    "SELECT '{a}'::evil.around[] AS id",
                    "SELECT E'\\x7ba}'::evil.number[] AS id",
                    "SELECT U&'\\007ba}'::evil.number[] AS id",
                    "SELECT ''\n'{a}'::evil.number[] AS id",
                    "SELECT $$ {a}$$::evil.number[] AS id");
            attack.assertNothingRan();
            attack.end();
        }
    }

    /** What a trusted check calls by its bare name is looked up in the role's search path. */
    @OutermostPostgres
    void trustedChecksCallNothingOfTheRole(TestDatabase database) throws SQLException {
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
        attack.asRole(
                "CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM evil.trace(); RETURN $1; END $$",
                "CREATE FUNCTION evil.theirs(text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM evil.trace(); RETURN true; END $$");
        database.run(
                "CREATE FUNCTION public.is_lower(text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
                        + " RETURN lower($1) = $1; END $$",
                "CREATE DOMAIN public.low AS text CHECK (public.is_lower(VALUE))",
                "CREATE DOMAIN public.own AS text CHECK (evil.theirs(VALUE))");
        attack.audit("SELECT '{a}'::public.low[] AS id", "SELECT '{a}'::public.own[] AS id");
        attack.assertNothingRan();
    }

    /** Nobody but the administrator makes anything in the schemas that are searched. */
    @OutermostPostgres
    void trustedChecksAreTrustedWhereNobodyElseCreates(TestDatabase database) throws SQLException {
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
        database.run(
                "CREATE SCHEMA app",
                "GRANT USAGE ON SCHEMA app TO PUBLIC",
                "ALTER ROLE " + attack.role().quotedRole() + " SET search_path = app",
                "CREATE FUNCTION app.is_lower(text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN"
                        + " RETURN lower($1) = $1; END $$",
                "CREATE DOMAIN app.low AS text CHECK (app.is_lower(VALUE))");
        assertThat(attack.audit("SELECT '{a}'::app.low[] AS id")
                        .model("model 0")
                        .verdict())
                .isEqualTo(Verdict.OK_EXCEPT_OPAQUE);
        attack.end();
    }

    /**
     * What makes ranges uniform is called for each constant; a superuser stands in here for a language such as PL/Tcl.
     */
    @OutermostPostgres
    void canonicalFunctionsOfRangesAreNotCalled(TestDatabase database) throws SQLException {
        Attack attack = Attack.on(database, AdminShape.SUPERUSER);
        attack.asRole(
                "CREATE TYPE evil.span AS RANGE (SUBTYPE = int)",
                "CREATE FUNCTION evil.canon(evil.span) RETURNS evil.span LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN"
                        + " PERFORM evil.trace(); RETURN $1; END $$");
        database.run(
                "SET allow_system_table_mods = on",
                "UPDATE pg_range SET rngcanonical = 'evil.canon'::regproc WHERE rngtypid = 'evil.span'::regtype",
                "RESET allow_system_table_mods");
        attack.audit("SELECT '[1,2]'::evil.span AS id", "SELECT 1 AS id WHERE 'empty' = evil.span(1, 2)");
        attack.assertNothingRan();
    }
}
