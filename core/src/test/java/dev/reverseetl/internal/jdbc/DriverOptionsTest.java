package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DriverOptionsTest {
    @Test
    void saysWhereToConnect() {
        assertThat(DriverOptions.of(minimal().port(6543).database("A/b").build()))
                .containsEntry("PGHOST", "db")
                .containsEntry("PGPORT", "6543")
                .containsEntry("PGDBNAME", "A/b")
                .containsEntry("user", "admin")
                .containsEntry("ApplicationName", "reverse-etl")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("logServerErrorDetail", "false")
                .containsEntry("gssEncMode", "disable");
    }

    @Test
    void keepsTheDriverOutOfTheHomeDirectoryAndTheConsole() {
        assertThat(DriverOptions.of(minimal().build()))
                .containsEntry("password", "")
                .containsEntry("sslcert", "")
                .containsEntry("sslkey", "")
                .containsEntry("sslpassword", "");
    }

    @Test
    void handsOverThePassword() {
        assertThat(DriverOptions.of(minimal().password(Secret.of("hunter2")).build()))
                .containsEntry("password", "hunter2");
    }

    @Test
    void boundsTheWholeLoginExactlyAndItsPartsInWholeSeconds() {
        assertThat(DriverOptions.of(
                        minimal().connectTimeout(Duration.ofMillis(1250)).build()))
                .containsEntry("loginTimeout", "1.250")
                .containsEntry("connectTimeout", "2")
                .containsEntry("socketTimeout", "2")
                .containsEntry("sslResponseTimeout", "2000");
    }

    @Test
    void passesTheModeOn() {
        assertThat(DriverOptions.of(minimal().build()))
                .containsEntry("sslmode", "prefer")
                .doesNotContainKeys("sslrootcert", "sslfactory");
        assertThat(DriverOptions.of(minimal().sslMode(SslMode.REQUIRE).build())).containsEntry("sslmode", "require");
    }

    @Test
    void verifiesWhereRequireHasARoot() {
        assertThat(DriverOptions.of(minimal()
                        .sslMode(SslMode.REQUIRE)
                        .rootCertificate(Path.of("root.crt"))
                        .build()))
                .containsEntry("sslmode", "verify-ca")
                .containsEntry("sslrootcert", "root.crt");
    }

    @Test
    void trustsTheJavaRuntimesRoots() {
        assertThat(DriverOptions.of(minimal()
                        .rootCertificate(ConnectionSettings.SYSTEM_ROOTS)
                        .build()))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("sslrootcert");
    }

    @Test
    void passesTheClientCertificateOn() {
        assertThat(DriverOptions.of(minimal()
                        .clientCertificate(Path.of("c.crt"))
                        .clientKey(Path.of("c.der"))
                        .build()))
                .containsEntry("sslcert", "c.crt")
                .containsEntry("sslkey", "c.der");
    }

    @Test
    void writesAnIpv6AddressAsCertificatesAreCompared() {
        assertThat(DriverOptions.of(minimal().host("2001:db8::1").build()))
                .containsEntry("PGHOST", "[2001:db8:0:0:0:0:0:1]");
        assertThat(DriverOptions.of(minimal().host("fe80::1%eth0").build())).containsEntry("PGHOST", "[fe80::1%eth0]");
    }

    private static ConnectionSettings.Builder minimal() {
        return ConnectionSettings.builder().host("db").user("admin");
    }
}
