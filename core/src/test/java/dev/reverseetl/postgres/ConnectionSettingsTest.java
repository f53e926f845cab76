package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static final Path ROOT = Path.of("root.crt");

    @Test
    void hasDefaults() {
        ConnectionSettings settings = minimal().build();

        assertThat(settings.port()).isEqualTo(5432);
        assertThat(settings.database()).isEqualTo("admin");
        assertThat(settings.password()).isEmpty();
        assertThat(settings.sslMode()).isEqualTo(SslMode.PREFER);
        assertThat(settings.rootCertificate()).isEmpty();
        assertThat(settings.clientCertificate()).isEmpty();
        assertThat(settings.clientKey()).isEmpty();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.applicationName()).isEqualTo("reverse-etl");
    }

    @Test
    void keepsWhatIsSet() {
        ConnectionSettings settings = complete().build();

        assertThat(settings.host()).isEqualTo("db.example.com");
        assertThat(settings.port()).isEqualTo(6543);
        assertThat(settings.database()).isEqualTo("App");
        assertThat(settings.user()).isEqualTo("Admin");
        assertThat(settings.password()).contains(Secret.of("hunter2"));
        assertThat(settings.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(settings.rootCertificate()).contains(ROOT);
        assertThat(settings.clientCertificate()).contains(Path.of("client.crt"));
        assertThat(settings.clientKey()).contains(Path.of("client.der"));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.applicationName()).isEqualTo("nightly");
    }

    @Test
    void isEqualByValue() {
        assertThat(complete().build())
                .isEqualTo(complete().build())
                .hasSameHashCodeAs(complete().build());
        assertThat(complete().build())
                .isNotEqualTo(complete().password(Secret.of("other")).build());
        assertThat(complete().build()).isNotEqualTo(complete().port(1).build());
    }

    @Test
    void showsNoPassword() {
        assertThat(complete().build())
                .hasToString("\"db.example.com:6543/App\" as user \"Admin\" with sslmode \"verify-full\"");
    }

    @Test
    void putsBracketsAroundAnIpv6Address() {
        assertThat(minimal().host("2001:db8::1").build().target()).isEqualTo("[2001:db8::1]:5432/admin");
    }

    @Test
    void changesTheLoginAndNothingElse() {
        ConnectionSettings changed = complete().build().withUser("segment", Secret.of("s3cret"));

        assertThat(changed)
                .isEqualTo(
                        complete().user("segment").password(Secret.of("s3cret")).build());
        assertThat(minimal().build().withUser("segment", Secret.of("s3cret")).database())
                .isEqualTo("admin");
    }

    @Test
    void changesTheEndpointAndNothingElse() {
        assertThat(complete().build().withEndpoint("10.0.0.1", 1))
                .isEqualTo(complete().host("10.0.0.1").port(1).build());
    }

    @Test
    void hasOneKindOfPassword() {
        PasswordSource source = () -> Secret.of("token");
        ConnectionSettings fresh = complete().password(source).build();

        assertThat(fresh.passwordSource()).containsSame(source);
        assertThat(fresh.password()).isEmpty();
        assertThat(fresh.toBuilder().build()).isEqualTo(fresh);
        assertThat(fresh.withUser("segment", Secret.of("s3cret")).passwordSource())
                .isEmpty();
    }

    @Test
    void isNotChangedByItsBuilder() {
        ConnectionSettings.Builder builder = complete();
        ConnectionSettings settings = builder.build();

        builder.host("other");

        assertThat(settings.host()).isEqualTo("db.example.com");
    }

    @Test
    void tellsAllThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ConnectionSettings.builder().sslMode(SslMode.VERIFY_CA).build())
                .withMessageContainingAll("host is missing", "user is missing", "needs a root certificate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.1",
                "db_1.example.com",
                "::1",
                "fe80::1%eth0",
                "::ffff:10.0.0.1",
                "bücher.example"
            })
    void acceptsHost(String host) {
        assertThat(minimal().host(host).build().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "[::1]", "db:5432", "1:2:3", "::1%", "a,b", "/tmp", "@tmp", "h/db", "h?x", "a\0b"
            })
    void refusesHost(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().host(host))
                .withMessageStartingWith("Host \"");
    }

    @Test
    void explainsThatSocketsAreNotSupported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().host("/var/run/postgresql"))
                .withMessageContainingAll("\"/var/run/postgresql\"", "Unix-domain socket", "localhost");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536})
    void refusesPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().port(port))
                .withMessage("Port " + port + " is not between 1 and 65535");
    }

    @Test
    void refusesNamesThatPostgresCannotStore() {
        assertThatIllegalArgumentException().isThrownBy(() -> minimal().user(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().database("a\0b"))
                .withMessageContaining("\"a\\0b\"");
        assertThatIllegalArgumentException().isThrownBy(() -> minimal().user("\ud800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT1H0.001S"})
    void refusesConnectTimeout(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().connectTimeout(timeout))
                .withMessageContaining("\"" + timeout + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ä", "a\nb", "0123456789012345678901234567890123456789012345678901234567890123"})
    void refusesApplicationName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> minimal().applicationName(name));
    }

    @Test
    void checksAgainstTheSystemsRootsInFull() {
        ConnectionSettings settings =
                minimal().rootCertificate(ConnectionSettings.SYSTEM_ROOTS).build();

        assertThat(settings.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(settings.rootCertificate()).isEqualTo(Optional.of(Path.of("system")));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY_FULL")
    void refusesTheSystemsRootsWithWeakerModes(SslMode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal()
                        .sslMode(mode)
                        .rootCertificate(ConnectionSettings.SYSTEM_ROOTS)
                        .build())
                .withMessageContainingAll("\"verify-full\"", "\"" + mode.libpqName() + "\"");
    }

    @Test
    void refusesTheSystemsRootsWithAClientCertificate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete()
                        .rootCertificate(ConnectionSettings.SYSTEM_ROOTS)
                        .build())
                .withMessageContaining("client certificate");
    }

    @ParameterizedTest
    @EnumSource(names = {"VERIFY_CA", "VERIFY_FULL"})
    void needsARootToVerify(SslMode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().sslMode(mode).build())
                .withMessageContainingAll(mode.libpqName(), "root certificate", "\"system\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "ALLOW", "PREFER"})
    void refusesARootThatProtectsNothing(SslMode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().sslMode(mode).rootCertificate(ROOT).build())
                .withMessageContainingAll("\"root.crt\"", mode.libpqName(), "verify-full");
    }

    @Test
    void takesARootWithRequire() {
        assertThat(minimal()
                        .sslMode(SslMode.REQUIRE)
                        .rootCertificate(ROOT)
                        .build()
                        .rootCertificate())
                .contains(ROOT);
    }

    @Test
    void needsClientCertificateAndKeyTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().clientCertificate(Path.of("c.crt")).build())
                .withMessageContaining("\"c.crt\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().clientKey(Path.of("c.key")).build())
                .withMessageContaining("\"c.key\"");
        assertThat(minimal().clientKey(Path.of("c.P12")).build().clientKey()).contains(Path.of("c.P12"));
    }

    @Test
    void refusesAClientCertificateWithoutTls() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal()
                        .sslMode(SslMode.DISABLE)
                        .clientKey(Path.of("c.p12"))
                        .build())
                .withMessageContaining("disable");
    }

    @Test
    void refusesEmptyFiles() {
        assertThatIllegalArgumentException().isThrownBy(() -> minimal().rootCertificate(Path.of("")));
    }

    private static ConnectionSettings.Builder minimal() {
        return ConnectionSettings.builder().host("db.example.com").user("admin");
    }

    private static ConnectionSettings.Builder complete() {
        return ConnectionSettings.builder()
                .host("db.example.com")
                .port(6543)
                .database("App")
                .user("Admin")
                .password(Secret.of("hunter2"))
                .sslMode(SslMode.VERIFY_FULL)
                .rootCertificate(ROOT)
                .clientCertificate(Path.of("client.crt"))
                .clientKey(Path.of("client.der"))
                .connectTimeout(Duration.ofMillis(1500))
                .applicationName("nightly");
    }
}
