package dev.reverseetl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

class CatalogSnapshotIT {
    @EachPostgres
    void doesNotTellAnUntouchedObjectFromARestoredOne(TestDatabase database) throws SQLException {
        String reader = database.uniqueRole("reader");
        database.run(
                "CREATE ROLE " + reader,
                "CREATE SCHEMA app",
                "CREATE TABLE app.users (id serial, email text)",
                "CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TYPE app.mood AS ENUM ('fine')");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        String[] objects = {
            "ALL ON DATABASE " + database.name(),
            "ALL ON SCHEMA app",
            "ALL ON SCHEMA public",
            "ALL ON TABLE app.users",
            "SELECT (email) ON TABLE app.users",
            "ALL ON SEQUENCE app.users_id_seq",
            "ALL ON FUNCTION app.one()",
            "ALL ON TYPE app.mood",
            "ALL ON LANGUAGE plpgsql",
            "SELECT ON TABLE pg_catalog.pg_authid",
            "SELECT ON TABLE pg_catalog.pg_class",
            "ALL ON FUNCTION pg_catalog.now()",
            "pg_monitor"
        };
        for (String object : objects) {
            database.run("GRANT " + object + " TO " + reader);
            CatalogSnapshot granted = CatalogSnapshot.of(database);
            assertThat(granted.changesSince(before)).as(object).isNotEmpty();
            database.run("REVOKE " + object + " FROM " + reader);
            assertThat(CatalogSnapshot.of(database).changesSince(before))
                    .as(object)
                    .isEmpty();
        }
        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
    }

    @EachPostgres
    void saysWhatChanged(TestDatabase database) throws SQLException {
        String owner = database.uniqueRole("owner");
        String reader = database.uniqueRole("reader");
        database.run("CREATE ROLE " + owner, "CREATE ROLE " + reader, "CREATE TABLE t (id int, secret text)");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        database.run(
                "CREATE SCHEMA app AUTHORIZATION " + owner,
                "GRANT SELECT (id) ON t TO " + reader + " WITH GRANT OPTION",
                "REVOKE EXECUTE ON FUNCTION pg_catalog.now() FROM PUBLIC",
                "GRANT TEMPORARY ON DATABASE " + database.name() + " TO " + reader,
                "GRANT " + owner + " TO " + reader + " WITH ADMIN OPTION",
                "ALTER ROLE " + reader + " LOGIN CONNECTION LIMIT 3 VALID UNTIL '2030-01-01 00:00Z' PASSWORD 'x'",
                "ALTER ROLE " + reader + " IN DATABASE " + database.name() + " SET search_path = app, public",
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner + " IN SCHEMA app GRANT SELECT ON TABLES TO " + reader,
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + owner + " REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        boolean options = database.server().major() >= 16;
        assertThat(CatalogSnapshot.of(database).changesSince(before))
                .map(line ->
                        line.replace(owner, "OWNER").replace(reader, "READER").replace(database.name(), "DB"))
                .containsExactlyInAnyOrder(
                        "+ schema app belongs to OWNER",
                        "+ schema app: OWNER may CREATE, says OWNER",
                        "+ schema app: OWNER may USAGE, says OWNER",
                        "+ column public.t.id: READER may SELECT and grant it, says postgres",
                        "+ routine pg_catalog.now() belongs to postgres",
                        "+ routine pg_catalog.now(): postgres may EXECUTE, says postgres",
                        "+ database DB: READER may TEMPORARY, says postgres",
                        "+ role READER is member of OWNER WITH ADMIN true" + (options ? ", INHERIT true, SET true" : "")
                                + ", says postgres",
                        "- role READER: INHERIT CONNECTION LIMIT -1 VALID UNTIL infinity",
                        "+ role READER: INHERIT LOGIN CONNECTION LIMIT 3 VALID UNTIL 2030-01-01 00:00:00+00",
                        "+ setting of role READER in database DB: search_path=app, public",
                        "+ what OWNER creates in schema app as table: READER may SELECT, says OWNER",
                        "+ what OWNER creates in any schema as routine: not the standard rights",
                        "+ what OWNER creates in any schema as routine: OWNER may EXECUTE, says OWNER");
    }

    @EachPostgres
    void ignoresPasswordsAndOtherTests(TestDatabase database) throws SQLException {
        String role = database.uniqueRole("role");
        database.run("CREATE ROLE " + role + " PASSWORD 'one' VALID UNTIL 'infinity'");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (TestDatabase other = database.server().createDatabase()) {
            Login admin = AdminShape.OWNER.create(other);
            other.run("ALTER ROLE " + admin.quotedRole() + " SET work_mem = '1MB'");
            database.run("ALTER ROLE " + role + " PASSWORD 'two'");
            assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        }
        database.run("DROP ROLE " + role, "CREATE ROLE " + role);
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }
}
