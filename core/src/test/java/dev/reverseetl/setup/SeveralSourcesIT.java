package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Several sources in one database keep out of each other's way. */
class SeveralSourcesIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void twoRolesWithASchemaEach(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        ReverseEtlSourceSetup one = source(admin, database.uniqueRole("one"), "memory_of_one");
        ReverseEtlSourceSetup two = source(admin, database.uniqueRole("two"), "memory_of_two");
        one.apply(one.plan());
        CatalogSnapshot before = CatalogSnapshot.of(database);
        UndoRecord record = two.apply(two.plan()).undoRecord();
        assertThat(one.verify().holds()).isTrue();
        assertThat(two.verify().holds()).isTrue();
        two.undo(record);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        two.apply(two.plan());
        two.apply(two.teardown());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        assertThat(one.verify().holds()).isTrue();
    }

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void oneRoleWithTwoSchemas(TestDatabase database, Login admin) throws SQLException {
        AppSchema.create(admin);
        String role = database.uniqueRole("segment");
        ReverseEtlSourceSetup one = source(admin, role, "memory_of_one");
        ReverseEtlSourceSetup two = source(admin, role, "memory_of_two");
        UndoRecord first = one.apply(one.plan()).undoRecord();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        UndoRecord second = two.apply(two.plan()).undoRecord();
        assertThat(one.verify().holds()).isTrue();
        assertThat(two.verify().holds()).isTrue();
        assertThat(one.removeExcess().steps()).isEmpty();
        two.undo(second);
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());

        two.apply(two.plan());
        UndoResult kept = one.undo(first);
        assertThat(kept.findings())
                .anyMatch(finding ->
                        finding.code().equals("ROLE_KEPT") && finding.message().contains("schema memory_of_two"));
    }

    private static ReverseEtlSourceSetup source(Login admin, String role, String managedSchema) {
        return Setups.builder(admin)
                .role(role)
                .managedSchema(managedSchema)
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
    }
}
