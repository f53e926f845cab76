package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A role whose sessions can't write can't sync. */
class ReadOnlySessionsIT {
    /** As PostgreSQL reads a truth value, and the most specific setting wins. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # of the role here, of the role, of the database: read-only
                    on,  -,   -,    true
                    -,   yes, -,    true
                    -,   -,   TRUE, true
                    1,   off, off,  true
                    Off, on,  on,   false
                    no,  -,   -,    false
                    f,   -,   -,    false
                    -,   off, on,   false
                    -,   -,   -,    false
                    """)
    void blockTheSetUp(
            @Nullable String ofRoleHere,
            @Nullable String ofRole,
            @Nullable String ofDatabase,
            boolean blocked,
            @OnePostgres TestDatabase database)
            throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        Login role = database.createLogin("segment");
        set(database, "ROLE " + role.quotedRole() + " IN DATABASE " + database.quotedName(), ofRoleHere);
        set(database, "ROLE " + role.quotedRole(), ofRole);
        set(database, "DATABASE " + database.quotedName(), ofDatabase);
        try (TestSession session = role.session()) {
            assertThat(session.queryOne(Boolean.class, "SELECT current_setting('transaction_read_only')::bool"))
                    .isEqualTo(blocked);
        }
        assertThat(Setups.builder(admin).role(role.role()).build().plan().blockers())
                .extracting(Finding::code)
                .isEqualTo(blocked ? List.of("ROLE_READ_ONLY") : List.of());
    }

    @Test
    void blockTheSetUpOfARoleThatIsYetToBeCreated(@OnePostgres TestDatabase database) throws SQLException {
        Login admin = AdminShape.RDS.create(database);
        set(database, "DATABASE " + database.quotedName(), "on");
        ReverseEtlSourceSetup setup =
                Setups.builder(admin).role(database.uniqueRole("segment")).build();
        assertThat(setup.plan().blockers()).extracting(Finding::code).containsExactly("ROLE_READ_ONLY");
    }

    private static void set(TestDatabase database, String whose, @Nullable String readOnly) throws SQLException {
        if (readOnly != null) {
            database.run("ALTER " + whose + " SET default_transaction_read_only = '" + readOnly + "'");
        }
    }
}
