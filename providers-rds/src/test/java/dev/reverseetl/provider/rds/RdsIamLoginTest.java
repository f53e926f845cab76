package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.PasswordSource;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class RdsIamLoginTest {
    private static final String HOST = "shop.c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI"));

    @Test
    void demandsTlsAndANameOfRdsAndTellsBothAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(RdsIamLogin.to(to("db.example.com", "prefer"))::build)
                .withMessageContaining("sslmode is \"prefer\"")
                .withMessageContaining("caBundle(Path)")
                .withMessageContaining("\"db.example.com\" is no endpoint of RDS")
                .withMessageContaining("endpoint(String, int)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RdsIamLogin.to(to(HOST, "require")).region("eu west"))
                .withMessageContaining("\"eu west\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RdsIamLogin.to(to(HOST, "require")).endpoint("a host", 0));
    }

    @Test
    void checksTheCertificateByTheBundle() {
        ConnectionSettings login = RdsIamLogin.to(to(HOST, "prefer"))
                .caBundle(Path.of("global.pem"))
                .build();

        assertThat(login.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(login.rootCertificate()).contains(Path.of("global.pem"));
        assertThat(login.password()).isEmpty();
        assertThat(login.user()).isEqualTo("admin");
    }

    @Test
    void makesTokensForTheEndpointInTheRegionOfItsName() {
        assertThat(token(RdsIamLogin.to(to(HOST, "require"))))
                .startsWith(HOST + ":5432/?Action=connect&DBUser=admin&")
                .contains("%2F20261123%2Feu-west-1%2Frds-db%2Faws4_request");
        assertThat(token(RdsIamLogin.to(to("localhost", "require")).endpoint(HOST, 5433)))
                .startsWith(HOST + ":5433/?");
        assertThat(token(RdsIamLogin.to(to("shop.global-c9akciq32xyz.global.rds.amazonaws.com", "require"))
                        .region("us-east-2")))
                .contains("%2Fus-east-2%2F");
    }

    @Test
    void isNotChangedAfterwards() {
        RdsIamLogin login =
                RdsIamLogin.to(to(HOST, "require")).credentials(CREDENTIALS).clock(Clock.fixed(NOW, ZoneOffset.UTC));
        PasswordSource source = source(login);
        login.region("us-east-2").credentials(failing());

        String token = source.password().reveal(String::new);
        assertThat(token).contains("%2Feu-west-1%2F");
    }

    @Test
    void saysThatCredentialsHaveExpiredOrAreMissing() {
        AwsSessionCredentials expired = AwsSessionCredentials.builder()
                .accessKeyId("AKIDEXAMPLE")
                .secretAccessKey("wJalrXUtnFEMI")
                .sessionToken("session")
                .expirationTime(NOW)
                .build();
        assertThat(failure(StaticCredentialsProvider.create(expired)))
                .hasMessageContaining("for the user \"admin\" of \"" + HOST + "\"")
                .hasMessageContaining("the credentials expired at 2026-11-23T08:00:00Z. Renew AWS's credentials")
                .hasMessageNotContainingAny("wJalrXUtnFEMI", "session\"");
        assertThat(failure(failing())).hasMessageContaining("no credentials here. Renew AWS's credentials");
    }

    private static ReverseEtlException failure(AwsCredentialsProvider credentials) {
        PasswordSource source = source(
                RdsIamLogin.to(to(HOST, "require")).credentials(credentials).clock(Clock.fixed(NOW, ZoneOffset.UTC)));
        return assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(source::password)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED))
                .actual();
    }

    private static AwsCredentialsProvider failing() {
        return () -> {
            throw SdkClientException.create("no credentials here.");
        };
    }

    private static String token(RdsIamLogin login) {
        return source(login.credentials(CREDENTIALS).clock(Clock.fixed(NOW, ZoneOffset.UTC)))
                .password()
                .reveal(String::new);
    }

    private static PasswordSource source(RdsIamLogin login) {
        return login.build().passwordSource().orElseThrow();
    }

    private static ConnectionSettings to(String host, String sslMode) {
        return ConnectionSettings.parse("postgres://admin@" + host + "/shop?sslmode=" + sslMode);
    }
}
