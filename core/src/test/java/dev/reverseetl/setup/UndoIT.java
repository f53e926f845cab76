package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** An undo takes back what its run added, and nothing else, whatever has happened since. */
class UndoIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheRoleWhileALaterRunStands(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup first = builder(admin, "segment").build();
        UndoRecord firstRecord = first.apply(first.plan()).undoRecord();
        CatalogSnapshot afterFirst = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup second = builder(admin, "segment")
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        UndoRecord secondRecord = second.apply(second.plan()).undoRecord();

        UndoResult kept = first.undo(firstRecord);
        assertThat(kept.findings()).extracting(Finding::code).containsExactly("ROLE_KEPT");
        assertThat(kept.findings().get(0).message()).contains("table app.users");
        assertThat(kept.statements()).noneMatch(sql -> sql.startsWith("DROP ROLE"));
        assertThat(hasSelectOnUsers(database)).isTrue();
        first.undo(secondRecord);
        assertThat(first.undo(firstRecord).statements()).last().asString().startsWith("DROP ROLE");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());

        UndoRecord again = first.apply(first.plan()).undoRecord();
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(afterFirst.lines());
        first.undo(again);
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheRoleWhileItHasARightOnTheDatabaseOnly(TestDatabase database, Login admin) throws SQLException {
        ReverseEtlSourceSetup first =
                builder(admin, "segment").createOnDatabase(false).build();
        UndoRecord record = first.apply(first.plan()).undoRecord();
        ReverseEtlSourceSetup second = builder(admin, "segment").build();
        second.apply(second.plan());
        UndoResult kept = first.undo(record);
        assertThat(kept.findings()).extracting(Finding::code).containsExactly("ROLE_KEPT");
        assertThat(kept.findings().get(0).message()).contains("database " + database.name());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheRoleWhileAnotherDatabaseHoldsIt(TestDatabase database, Login admin) throws SQLException {
        try (TestDatabase other = database.server().createDatabase()) {
            ReverseEtlSourceSetup setup = builder(admin, "segment").build();
            UndoRecord record = setup.apply(setup.plan()).undoRecord();
            other.run("GRANT CREATE ON DATABASE " + other.quotedName() + " TO "
                    + Identifier.of(role(database)).quoted());
            UndoResult kept = setup.undo(record);
            assertThat(kept.findings()).extracting(Finding::code).containsExactly("ROLE_KEPT");
            assertThat(kept.findings().get(0).message()).contains(other.quotedName());
            assertThat(setup.plan().steps()).extracting(PlanStep::code).doesNotContain("CREATE_ROLE");
            other.run("REVOKE CREATE ON DATABASE " + other.quotedName() + " FROM "
                    + Identifier.of(role(database)).quoted());
            setup.undo(record);
            assertThat(setup.plan().steps()).extracting(PlanStep::code).contains("CREATE_ROLE");
        }
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void doesNothingTheSecondTime(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = builder(admin, "segment")
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        assertThat(setup.undo(record).findings()).isEmpty();
        UndoResult second = setup.undo(record);
        assertThat(second.statements()).isEmpty();
        assertThat(second.findings())
                .hasSize(record.statements().size())
                .allMatch(finding -> finding.code().equals("ALREADY_GONE"));
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void leavesARoleOfTheSameNameAlone(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String quoted = Identifier.of(role(database)).quoted();
        ReverseEtlSourceSetup setup = builder(admin, "segment")
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        setup.apply(setup.teardown());
        try (TestSession session = admin.session()) {
            session.run("CREATE ROLE " + quoted, "GRANT USAGE ON SCHEMA app TO " + quoted);
        }
        CatalogSnapshot before = CatalogSnapshot.of(database);
        assertThat(setup.undo(record).statements()).isEmpty();
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void keepsTheManagedTablesUnlessToldOtherwise(TestDatabase database, Login admin) throws SQLException {
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = builder(admin, "segment").build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        try (TestSession segment =
                new TestSession(database.server().connect(database.name(), role(database), Setups.PASSWORD))) {
            segment.run("CREATE TABLE __segment_reverse_etl.records_1 (record_id text)");
        }
        CatalogSnapshot used = CatalogSnapshot.of(database);
        assertThatItIsRefused(setup, record)
                .withMessageContaining("\"__segment_reverse_etl\".\"records_1\"")
                .withMessageContaining("ManagedTables.DROP");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(used.lines());
        setup.undo(record, ManagedTables.DROP);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
    }

    @Test
    void keepsAManagedSchemaThatHoldsSomethingElse(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup = builder(admin, "segment").build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        database.run("CREATE FUNCTION __segment_reverse_etl.one() RETURNS int LANGUAGE sql RETURN 1");
        CatalogSnapshot used = CatalogSnapshot.of(database);
        assertThatItIsRefused(setup, record).withMessageContaining("2BP01");
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(used.lines());
    }

    @Test
    void refusesTheRecordOfAnotherSource(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        ReverseEtlSourceSetup setup = builder(admin, "segment").build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        CatalogSnapshot applied = CatalogSnapshot.of(database);
        try (TestDatabase other = database.server().createDatabase()) {
            other.run("ALTER DATABASE " + other.quotedName() + " OWNER TO " + admin.quotedRole());
            ReverseEtlSourceSetup there = Setups.builder(new Login(other, admin.role(), admin.password()))
                    .role(role(database))
                    .build();
            assertThatItIsRefused(there, record)
                    .withMessageContaining("in the database " + database.quotedName())
                    .withMessageContaining("in " + other.quotedName());
        }
        assertThatItIsRefused(builder(admin, "other").build(), record);
        assertThatItIsRefused(
                builder(admin, "segment").managedSchema("elsewhere").build(), record);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(applied.lines());
    }

    private static ReverseEtlSourceSetupBuilder builder(Login admin, String prefix) {
        return Setups.builder(admin).role(prefix + "_" + admin.database().name());
    }

    private static String role(TestDatabase database) {
        return "segment_" + database.name();
    }

    private static boolean hasSelectOnUsers(TestDatabase database) throws SQLException {
        return database.queryOne(
                Boolean.class, "SELECT has_table_privilege('" + role(database) + "', 'app.users', 'SELECT')");
    }

    private static ThrowableAssertAlternative<ReverseEtlException> assertThatItIsRefused(
            ReverseEtlSourceSetup setup, UndoRecord record) {
        return assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> setup.undo(record))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
                .withMessageContaining("Nothing was undone");
    }
}
