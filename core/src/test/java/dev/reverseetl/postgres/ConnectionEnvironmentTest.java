package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionEnvironmentTest {
    @Test
    void readsLibpqsVariables() {
        ConnectionSettings settings = ConnectionSettings.fromEnvironment(Map.ofEntries(
                Map.entry("PGHOST", "db"),
                Map.entry("PGPORT", "6543"),
                Map.entry("PGDATABASE", "app"),
                Map.entry("PGUSER", "admin"),
                Map.entry("PGPASSWORD", "hunter2"),
                Map.entry("PGSSLMODE", "verify-ca"),
                Map.entry("PGSSLROOTCERT", "root.crt"),
                Map.entry("PGSSLCERT", "c.crt"),
                Map.entry("PGSSLKEY", "c.der"),
                Map.entry("PGCONNECT_TIMEOUT", "3"),
                Map.entry("PGAPPNAME", "nightly"),
                Map.entry("PATH", "/bin")));

        assertThat(settings)
                .isEqualTo(ConnectionSettings.builder()
                        .host("db")
                        .port(6543)
                        .database("app")
                        .user("admin")
                        .password(Secret.of("hunter2"))
                        .sslMode(SslMode.VERIFY_CA)
                        .rootCertificate(Path.of("root.crt"))
                        .clientCertificate(Path.of("c.crt"))
                        .clientKey(Path.of("c.der"))
                        .connectTimeout(Duration.ofSeconds(3))
                        .applicationName("nightly")
                        .build());
    }

    @Test
    void hasLibpqsDefaults() {
        ConnectionSettings settings = ConnectionSettings.fromEnvironment(Map.of("PGPORT", "", "PGPASSWORD", ""));

        assertThat(settings.target()).isEqualTo("localhost:5432/" + System.getProperty("user.name"));
        assertThat(settings.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(settings.password()).isEmpty();
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.fromEnvironment(
                        Map.of("PGHOST", "/tmp", "PGPORT", "x", "PGSSLMODE", "on", "PGPASSWORD", "a\0hunter2")))
                .withMessageContainingAll(
                        "PGHOST: Host \"/tmp\" is a Unix-domain socket",
                        "PGPORT: \"x\" is not a whole number",
                        "PGSSLMODE: There is no sslmode \"on\"",
                        "PGPASSWORD: ")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void refusesWhatWouldLeadPsqlElsewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.fromEnvironment(
                        Map.of("PGSERVICE", "s", "PGHOSTADDR", "10.0.0.1", "PGPASSFILE", "p")))
                .withMessageContainingAll("PGSERVICE", "PGHOSTADDR", "PGPASSFILE");
        assertThat(ConnectionSettings.fromEnvironment(Map.of(
                                "PGHOST", "db", "PGHOSTADDR", "10.0.0.1", "PGPASSFILE", "p", "PGPASSWORD", "hunter2"))
                        .host())
                .isEqualTo("db");
    }
}
