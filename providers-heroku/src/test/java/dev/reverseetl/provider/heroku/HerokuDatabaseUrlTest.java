package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HerokuDatabaseUrlTest {
    private static final String URL = "postgres://u1:p%40ss%2Fword@ec2-1-2-3-4.compute-1.amazonaws.com:5432/d1";

    @Test
    void readsWhatHerokuSetsAndRequiresTls() {
        ConnectionSettings settings = HerokuDatabaseUrl.fromEnvironment(Map.of("DATABASE_URL", URL));
        assertThat(settings.host()).isEqualTo("ec2-1-2-3-4.compute-1.amazonaws.com");
        assertThat(settings.port()).isEqualTo(5432);
        assertThat(settings.database()).isEqualTo("d1");
        assertThat(settings.user()).isEqualTo("u1");
        assertThat(settings.password()).hasValue(Secret.of("p@ss/word"));
        assertThat(settings.sslMode()).isEqualTo(SslMode.REQUIRE);
    }

    @Test
    void readsIpv6AndParameters() {
        ConnectionSettings settings =
                HerokuDatabaseUrl.parse("postgresql://u1@[2001:db8::1]:5433/d1?sslmode=require&connect_timeout=7");
        assertThat(settings.host()).isEqualTo("2001:db8::1");
        assertThat(settings.connectTimeout()).hasSeconds(7);
    }

    @Test
    void verifiesTheCertificateAsTheTierAllows() {
        ConnectionSettings aurora = HerokuDatabaseUrl.parse(URL, Path.of("global-bundle.pem"));
        assertThat(aurora.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(aurora.rootCertificate()).hasValue(Path.of("global-bundle.pem"));
        assertThat(aurora.password()).isPresent();
        assertThat(HerokuDatabaseUrl.parse(URL, ConnectionSettings.SYSTEM_ROOTS).sslMode())
                .isEqualTo(SslMode.VERIFY_FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u1:hunter2@db.example.com/d1?sslmode=disable",
                "postgres://u1:hunter2@db.example.com/d1?sslmode=allow",
                "postgres://u1:hunter2@db.example.com:port/d1",
                "postgres://u1:hunter2@db.example.com/d1?pgbouncer=true",
                "mysql://u1:hunter2@db.example.com/d1",
                "hunter2"
            })
    void refusesWhatCanNotBeUsed(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HerokuDatabaseUrl.parse(url))
                .withMessageNotContaining("u1:hunter2");
    }

    @Test
    void refusesPoolers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HerokuDatabaseUrl.fromEnvironment(
                        Map.of("DATABASE_CONNECTION_POOL_URL", URL), "DATABASE_CONNECTION_POOL_URL"))
                .withMessageContaining("leads to a pooler");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HerokuDatabaseUrl.fromEnvironment(
                        Map.of("DATABASE_URL", URL, "DATABASE_CONNECTION_POOL_URL", URL)))
                .withMessageContaining("as \"DATABASE_CONNECTION_POOL_URL\" does: a pooler")
                .withMessageNotContaining("p@ss");
    }

    @Test
    void saysWhatThereIsInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HerokuDatabaseUrl.fromEnvironment(
                        Map.of("HEROKU_POSTGRESQL_PINK_URL", URL, "HEROKU_POSTGRESQL_BLUE_URL", URL, "PATH", "/bin")))
                .withMessage("\"DATABASE_URL\" is not set; there are HEROKU_POSTGRESQL_BLUE_URL,"
                        + " HEROKU_POSTGRESQL_PINK_URL: name one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HerokuDatabaseUrl.fromEnvironment(Map.of()))
                .withMessageContaining("heroku config:get DATABASE_URL");
    }
}
