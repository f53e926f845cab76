package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.testing.OwnServer;
import dev.reverseetl.testing.PostgresServers;
import dev.reverseetl.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no role and no database sets comes from the server's configuration. */
class ServerDefaultsIT {
    @Test
    void areFoundUnlessTheAuditingUserHasItsOwn() throws Exception {
        int major = PostgresServers.newest().major();
        try (OwnServer server = PostgresServers.startOwn(
                        major, Map.of("statement_timeout", "30s", "lock_timeout", "1min", "row_security", "off"));
                TestDatabase database = server.createDatabase()) {
            AuditedRole role = AuditedRole.create(database);
            assertThat(codes(role)).contains("STATEMENT_TIMEOUT", "LOCK_TIMEOUT", "ROW_SECURITY_OFF");
            database.run("ALTER ROLE postgres SET statement_timeout = 0");
            assertThat(codes(role)).contains("LOCK_TIMEOUT", "ROW_SECURITY_OFF").doesNotContain("STATEMENT_TIMEOUT");
            role.run("ALTER DATABASE :db SET lock_timeout = 0", "ALTER ROLE :role SET row_security = on");
            assertThat(codes(role)).doesNotContain("STATEMENT_TIMEOUT", "LOCK_TIMEOUT", "ROW_SECURITY_OFF");
        }
    }

    private static List<String> codes(AuditedRole role) {
        return role.findings().stream().map(Finding::code).toList();
    }
}
