package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgres://", "postgresql://", "jdbc:postgresql://"})
    void readsAllThatAUrlSays(String scheme) {
        ConnectionSettings settings = ConnectionSettings.parse(scheme
                + "admin:hunter2@db.example.com:6543/app?sslmode=verify-full&sslrootcert=/etc/root.crt&sslcert=c.crt"
                + "&sslkey=c.der&connect_timeout=3&application_name=nightly");

        assertThat(settings)
                .isEqualTo(ConnectionSettings.builder()
                        .host("db.example.com")
                        .port(6543)
                        .database("app")
                        .user("admin")
                        .password(Secret.of("hunter2"))
                        .sslMode(SslMode.VERIFY_FULL)
                        .rootCertificate(Path.of("/etc/root.crt"))
                        .clientCertificate(Path.of("c.crt"))
                        .clientKey(Path.of("c.der"))
                        .connectTimeout(Duration.ofSeconds(3))
                        .applicationName("nightly")
                        .build());
    }

    @Test
    void readsTheDriversSpelling() {
        ConnectionSettings settings = ConnectionSettings.parse(
                "jdbc:postgresql://db/app?user=admin&password=hunter2&connectTimeout=3&ApplicationName=nightly");

        assertThat(settings.user()).isEqualTo("admin");
        assertThat(settings.password()).contains(Secret.of("hunter2"));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.applicationName()).isEqualTo("nightly");
    }

    @Test
    void hasLibpqsDefaults() {
        ConnectionSettings settings = ConnectionSettings.parse("postgresql://");

        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.port()).isEqualTo(5432);
        assertThat(settings.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(settings.database()).isEqualTo(settings.user());
        assertThat(ConnectionSettings.parse("postgres://admin@db").database()).isEqualTo("admin");
    }

    @Test
    void takesWhatIsEmptyAsAbsent() {
        assertThat(ConnectionSettings.parse("postgres://u:@:/?password=&sslmode=&"))
                .isEqualTo(ConnectionSettings.parse("postgres://u@localhost"));
    }

    @Test
    void decodesPercentCodes() {
        ConnectionSettings settings =
                ConnectionSettings.parse("postgres://m%65%40tenant:p%40%2f%3F%26%25+%C3%A4@db/a%2Fb%20c");

        assertThat(settings.user()).isEqualTo("me@tenant");
        assertThat(settings.password()).contains(Secret.of("p@/?&%+ä"));
        assertThat(settings.database()).isEqualTo("a/b c");
    }

    @Test
    void readsPlusAsTheDialectHasIt() {
        String rest = "db/a+b?user=u+v&password=p+q%2B";

        assertThat(ConnectionSettings.parse("jdbc:postgresql://" + rest).password())
                .contains(Secret.of("p q+"));
        assertThat(ConnectionSettings.parse("jdbc:postgresql://" + rest).database())
                .isEqualTo("a b");
        assertThat(ConnectionSettings.parse("postgresql://" + rest).password()).contains(Secret.of("p+q+"));
        assertThat(ConnectionSettings.parse("jdbc:postgresql://u:p+q@db/").password())
                .contains(Secret.of("p+q"));
    }

    @Test
    void readsIpv6InBrackets() {
        assertThat(ConnectionSettings.parse("postgres://u@[2001:db8::1]:6543/app")
                        .target())
                .isEqualTo("[2001:db8::1]:6543/app");
        assertThat(ConnectionSettings.parse("jdbc:postgresql://[::1]/app?user=u")
                        .target())
                .isEqualTo("[::1]:5432/app");
    }

    @Test
    void toleratesAtSignsThatCannotBeMisread() {
        ConnectionSettings settings = ConnectionSettings.parse("postgres://admin:p@ss@db:1/app?application_name=a@b");

        assertThat(settings.password()).contains(Secret.of("p@ss"));
        assertThat(settings.host()).isEqualTo("db");
        assertThat(settings.applicationName()).isEqualTo("a@b");
    }

    @Test
    void readsTheSystemsRoots() {
        assertThat(ConnectionSettings.parse("postgres://u@db?sslrootcert=system")
                        .sslMode())
                .isEqualTo(SslMode.VERIFY_FULL);
    }

    @Test
    void namesUnknownParametersAndTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse("postgres://u:hunter2@db/app?ssl=true&options=-crole%3Dx"))
                .withMessage("Connection URL \"postgres://u:****@db/app?ssl=****&options=****\":"
                        + " Unknown parameters: ssl, options. Known are user, password, sslmode, sslrootcert, sslcert,"
                        + " sslkey, connect_timeout, connectTimeout, application_name, ApplicationName");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse("postgres://u:hunter2@d b:0/app?foo=1&sslmode=on&user=x"))
                .withMessageContainingAll(
                        "Unknown parameters: foo",
                        "host: Host \"d b\"",
                        "port: Port 0",
                        "sslmode: There is no sslmode \"on\"",
                        "user: is given twice")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void refusesTwoSpellingsOfOneParameter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse("postgres://u@db?connect_timeout=1&connectTimeout=1"))
                .withMessageContaining("connectTimeout: is given twice");
    }

    @Test
    void refusesSeveralHostsWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse("postgres://u:hunter2@a:1,b:2/app"))
                .withMessageContaining("Several hosts")
                .withMessageContaining("primary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u@db:x", "postgres://u@db:70000", "postgres://u@[::1", "postgres://u@[::1]5432",
                "postgres://u@::1", "postgres://u@db/a/b", "postgres://u@db/a%2", "postgres://u@db/a%zz",
                "postgres://u@db/a%ff", "postgres://u@db/a%00", "postgres://u@db?sslmode", "postgres://u@%2Ftmp",
                "postgres://u@db?connect_timeout=0", "postgres://u@db?connect_timeout=1.5", "postgres://u@db?=x"
            })
    void refuses(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse(url))
                .withMessageStartingWith("Connection URL \"postgres://u@")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "host=db password=hunter2",
                "jdbc:mysql://u:hunter2@db",
                "jdbc:postgresql:hunter2",
                "POSTGRES://u:hunter2@db"
            })
    void showsNothingOfWhatIsNoPostgresUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.parse(url))
                .withMessageContaining("postgresql://")
                .withMessageNotContaining("hunter2");
    }

    /** The password is {@code S3CRET} with something around it that should have been encoded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:a/S3CRET@db/app",
                "postgres://u:a?S3CRET@db/app",
                "postgres://u:S3CRET/@db/app",
                "postgres://u:a?x=S3CRET@db/app",
                "postgres://u:a?S3CRET=x@db/app",
                "postgres://u:1/S3CRET@db/app",
                "postgres://u:1?S3CRET@db/app",
                "postgres://u:1?x=S3CRET@db/app",
                "postgres://u:1?S3CRET=1@db/app",
                "postgres://u:a@S3CRET/b@db/app",
                "postgres://u:%S3CRET@db/app",
                "postgres://u:S3CRET@d b/app",
                "postgres://u@db/app?password=a&S3CRET",
                "postgres://u@db/app?password=a&S3CRET=1",
                "postgres://u@db/app?password=a&b&S3CRET=1",
                "postgres://u@db/app?password=%S3CRET",
                "postgres://u@db/app?foo=1&password=S3CRET",
                "postgres://u@db/app?sslpassword=S3CRET",
                "postgres://u:S3CRET@db/app?password=x",
                "postgres://u:S3CRET@a,b/app",
                "postgres://u:S3CRET@db:x/app"
            })
    void showsNoPartOfAPassword(String url) {
        assertThat(catchThrowable(() -> ConnectionSettings.parse(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("S3CRET");
    }
}
