package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no server to be shown. */
class RoleFindingsTest {
    private static final Identifier ROLE = Identifier.of("se\"g");
    private static final Identifier DATABASE = Identifier.of("db");
    private static final RoleAttributes PLAIN =
            new RoleAttributes(true, false, false, false, false, false, -1, Optional.empty());
    private static final DatabaseAccess OPEN =
            new DatabaseAccess(DATABASE, true, true, -1, Instant.parse("2026-01-01T00:00:00Z"));

    private RoleAttributes attributes = PLAIN;
    private DatabaseAccess database = OPEN;
    private List<RoleSetting> settings = List.of();
    private List<ServerSetting> defaults = List.of();
    private List<ReachableRole> reach = List.of();
    private List<TableWrite> writes = List.of();

    @Test
    void aPlainRoleHasNone() {
        assertThat(findings()).isEmpty();
    }

    /** An audit through a connection from before the database was closed. */
    @Test
    void aClosedDatabaseIsFound() {
        database = new DatabaseAccess(DATABASE, true, false, -1, OPEN.now());
        assertThat(codes()).containsExactly("DATABASE_REFUSES_CONNECTIONS");
        assertThat(findings().get(0).severity()).isEqualTo(Severity.BLOCKER);
    }

    @Test
    void namesAreQuoted() {
        attributes = new RoleAttributes(false, false, false, false, false, false, -1, Optional.empty());
        assertThat(findings())
                .containsExactly(new Finding(
                        "ROLE_CANNOT_LOGIN",
                        Severity.BLOCKER,
                        "The role \"se\"\"g\" has NOLOGIN, so Segment can't log in as it.",
                        "Allow it: ALTER ROLE \"se\"\"g\" LOGIN."));
    }

    @Test
    void aSuperuserIsFoundAloneAndUnlimited() {
        attributes = new RoleAttributes(true, true, true, true, true, true, 0, Optional.empty());
        database = new DatabaseAccess(DATABASE, true, true, 0, OPEN.now());
        writes = List.of(new TableWrite(true, 1, QualifiedName.of("a", "b"), List.of("INSERT"), List.of()));
        assertThat(codes()).containsExactly("ROLE_IS_SUPERUSER");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            4, ROLE_CONNECTION_LIMIT, 4, DATABASE_CONNECTION_LIMIT
            5, , 5,
            """)
    void fewConnectionsAreLessThanFive(int ofRole, String first, long ofDatabase, String second) {
        attributes = new RoleAttributes(true, false, false, false, false, false, ofRole, Optional.empty());
        database = new DatabaseAccess(DATABASE, true, true, ofDatabase, OPEN.now());
        assertThat(codes()).isEqualTo(first == null ? List.of() : List.of(first, second));
    }

    @Test
    void theMostSevereComesFirst() {
        attributes = new RoleAttributes(false, false, true, false, false, false, -1, Optional.empty());
        settings = List.of(new RoleSetting(false, true, "lock_timeout", "5s"));
        assertThat(findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.BLOCKER, Severity.WARNING, Severity.NOTICE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            true,  true,  ALTER ROLE "se""g" IN DATABASE "db" RESET default_transaction_read_only
            true,  false, ALTER ROLE "se""g" RESET default_transaction_read_only
            false, true,  ALTER DATABASE "db" RESET default_transaction_read_only
            false, false, ALTER ROLE ALL RESET default_transaction_read_only
            """)
    void theRemedyResetsTheSettingWhereItIs(boolean ofRole, boolean inDatabase, String cure) {
        settings = List.of(new RoleSetting(ofRole, inDatabase, "default_transaction_read_only", "on"));
        assertThat(codes()).containsExactly("ROLE_READ_ONLY");
        assertThat(findings().get(0).remedy()).isEqualTo("Change it: " + cure + ".");
    }

    @Test
    void theServersValueCountsLast() {
        defaults = List.of(new ServerSetting("transaction_timeout", "5000"), new ServerSetting("row_security", "on"));
        assertThat(codes()).containsExactly("STATEMENT_TIMEOUT");
        assertThat(findings().get(0).remedy()).contains("SET transaction_timeout = …, since the value is the server's");
        settings = List.of(new RoleSetting(false, false, "transaction_timeout", "0"));
        assertThat(codes()).isEmpty();
    }

    @Test
    void whoBypassesRowSecurityDoesNotMindThatItIsOff() {
        settings = List.of(new RoleSetting(true, false, "row_security", "off"));
        assertThat(codes()).containsExactly("ROW_SECURITY_OFF");
        attributes = new RoleAttributes(true, false, false, false, false, true, -1, Optional.empty());
        assertThat(codes()).containsExactly("EXCESS_ATTRIBUTES");
    }

    @Test
    void aTimeThatIsWrittenUnusuallyIsTold() {
        settings = List.of(new RoleSetting(true, false, "statement_timeout", "0x10"));
        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.NOTICE);
    }

    @Test
    void attributesOfRolesThatAreOnlyInheritedDoNotCount() {
        reach = List.of(new ReachableRole(Identifier.of("g"), false, false, List.of("CREATEDB")));
        assertThat(codes()).isEmpty();
        reach = List.of(new ReachableRole(Identifier.of("g"), true, false, List.of("CREATEDB")));
        assertThat(findings().get(0).message())
                .isEqualTo("The role \"se\"\"g\" has CREATEDB by SET ROLE \"g\", which a source doesn't need.");
    }

    private List<String> codes() {
        return findings().stream().map(Finding::code).toList();
    }

    private List<Finding> findings() {
        RoleFacts role = new RoleFacts(1, ROLE, attributes, false, true, true, true);
        return RoleFindings.of(new RoleState(
                role,
                new ActingRole(1, ROLE, 1, ROLE, List.of()),
                database,
                settings,
                defaults,
                reach,
                writes,
                List.of(),
                List.of()));
    }
}
