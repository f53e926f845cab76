package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What somebody has changed between a run and its undo: what is gone is passed over, what is renamed is found, what is
 * different is left alone.
 */
class UndoLaterIT {
    @EachPostgres
    void findsTablesByWhatTheyAreAndNotByTheirNames(TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        AppSchema.create(admin);
        String quoted = existingRole(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role(database))
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        try (TestSession session = admin.session()) {
            session.run(
                    "DROP VIEW app.active",
                    "ALTER TABLE app.users RENAME TO people",
                    "DROP TABLE app.orders",
                    "CREATE TABLE app.orders (id int)", // readable by default privileges
                    "CREATE TABLE app.users (id int)",
                    "GRANT SELECT ON app.users TO " + quoted,
                    "CREATE SCHEMA archive",
                    "ALTER TABLE app.people SET SCHEMA archive",
                    "ALTER SCHEMA app RENAME TO shop");
        }
        UndoResult result = setup.undo(UndoRecord.fromJson(record.toJson()));
        assertThat(result.statements())
                .contains(
                        "REVOKE SELECT ON TABLE \"archive\".\"people\" FROM " + quoted,
                        "REVOKE USAGE ON SCHEMA \"shop\" FROM " + quoted)
                .noneMatch(sql -> sql.contains("orders") || sql.contains("active"));
        assertThat(result.findings())
                .extracting(Finding::code)
                .containsOnly("ALREADY_GONE")
                .hasSize(2);
        assertThat(database.rows(
                        "SELECT has_table_privilege(r, 'archive.people', 'SELECT'), has_table_privilege(r, 'shop.users', 'SELECT'),"
                                + " has_table_privilege(r, 'shop.orders', 'SELECT'), has_schema_privilege(r, 'shop', 'USAGE') FROM (SELECT oid AS r"
                                + " FROM pg_roles WHERE rolname = '" + role(database) + "') AS role"))
                .containsExactly("f|t|t|f");
    }

    @EachPostgres
    void leavesWhatSomebodyHasChangedSince(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        String quoted = existingRole(database);
        database.run("ALTER ROLE " + quoted + " CONNECTION LIMIT 3");
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role(database))
                .connectionLimit(7)
                .statementTimeout(Duration.ofMinutes(1))
                .searchPath("app", "public")
                .build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        database.run(
                "ALTER ROLE " + quoted + " CONNECTION LIMIT 9",
                "ALTER ROLE " + quoted + " IN DATABASE " + database.quotedName() + " SET statement_timeout = '2min'");
        UndoResult result = setup.undo(record);
        assertThat(result.findings()).extracting(Finding::code).containsExactly("CHANGED_SINCE", "CHANGED_SINCE");
        assertThat(result.findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("CONNECTION LIMIT 3"))
                .anyMatch(message -> message.contains("RESET \"statement_timeout\""));
        assertThat(result.statements()).anyMatch(sql -> sql.contains("RESET \"search_path\""));
        assertThat(database.rows("SELECT rolconnlimit FROM pg_roles WHERE rolname = '" + role(database) + "'"))
                .containsExactly("9");
        assertThat(database.rows(
                        "SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = '" + quoted + "'::regrole"))
                .containsExactly("statement_timeout=2min");
        CatalogSnapshot undone = CatalogSnapshot.of(database);
        setup.undo(record);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(undone.lines());
    }

    @EachPostgres
    void givesNothingBackToARoleThatIsGone(TestDatabase database) throws SQLException {
        Login admin = AdminShape.SUPERUSER.create(database);
        AppSchema.create(admin);
        String quoted = existingRole(database);
        database.run(
                "GRANT pg_read_all_data TO " + quoted,
                "GRANT INSERT ON app.users TO " + quoted,
                "ALTER ROLE " + quoted + " CREATEDB");
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role(database)).build();
        UndoRecord record = setup.apply(setup.removeExcess()).undoRecord();
        assertThat(record.statements()).hasSize(3);
        database.run("DROP ROLE " + quoted);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThat(setup.undo(record).statements()).isEmpty();
        database.run("CREATE ROLE " + quoted);
        assertThat(setup.undo(record).statements()).isEmpty();
        database.run("DROP ROLE " + quoted);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachPostgres
    void saysWhatAnotherAdministratorCannotTakeBack(TestDatabase database) throws SQLException {
        Login superuser = AdminShape.SUPERUSER.create(database);
        AppSchema.create(superuser);
        Login dba = database.createLogin("dba");
        existingRole(database);
        database.run(
                "GRANT CREATE ON DATABASE " + database.quotedName() + " TO " + dba.quotedRole() + " WITH GRANT OPTION",
                "GRANT USAGE ON SCHEMA app TO " + dba.quotedRole() + " WITH GRANT OPTION",
                "GRANT SELECT ON app.users TO " + dba.quotedRole() + " WITH GRANT OPTION");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = with(dba, database);
        UndoRecord record = setup.apply(setup.plan()).undoRecord();

        UndoResult bySuperuser = with(superuser, database).undo(record);
        assertThat(bySuperuser.findings())
                .extracting(Finding::code)
                .containsExactly("STILL_GRANTED", "STILL_GRANTED", "STILL_GRANTED");
        assertThat(bySuperuser.findings())
                .extracting(Finding::message)
                .anyMatch(message ->
                        message.contains("SELECT on TABLE \"app\".\"users\"") && message.contains(dba.quotedRole()));
        assertThat(CatalogSnapshot.of(database).lines()).isNotEqualTo(before.lines());
        assertThat(setup.undo(record).findings()).extracting(Finding::code).containsOnly("ALREADY_GONE");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    private static ReverseEtlSourceSetup with(Login admin, TestDatabase database) {
        return Setups.builder(admin)
                .role(role(database))
                .grantRead(ReadScope.table("app", "users"))
                .build();
    }

    private static String existingRole(TestDatabase database) throws SQLException {
        String quoted = Identifier.of(role(database)).quoted();
        database.run("CREATE ROLE " + quoted + " LOGIN PASSWORD '" + Setups.PASSWORD + "'");
        return quoted;
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }
}
