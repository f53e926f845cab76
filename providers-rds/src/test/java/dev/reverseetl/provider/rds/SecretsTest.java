package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import dev.reverseetl.provider.rds.standin.StandInSecurityGroup;
import dev.reverseetl.testing.LogCapture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** No secret shows in a log line, down to TRACE of all libraries, or in an exception. */
class SecretsTest {
    private static final String TOKEN = "FwoGZXIvYXdzEBYaDH+session/token" + "Zm9vYmFy".repeat(30) + "==";

    private final StandInAccount account = TestAws.account()
            .sessionToken(TOKEN)
            .add(StandInInstance.postgres("shop"))
            .add(new StandInSecurityGroup("sg-1", "shop", "vpc-1"));

    @Test
    void isNotLoggedByCallsThatSucceed() {
        String log;
        try (LogCapture capture = LogCapture.start();
                TestAws aws = TestAws.start(account)) {
            assertThat(aws.access().databases().instance("shop")).isPresent();
            assertThat(aws.access().securityGroups().rules(List.of("sg-1"))).isNotEmpty();
            log = capture.text();
        }

        assertThat(log).contains("software.amazon.awssdk");
        assertNoSecret(log);
    }

    @Test
    void isNotLoggedByCallsThatFail() {
        String log;
        try (LogCapture capture = LogCapture.start();
                TestAws aws = TestAws.start(account)) {
            for (Fault fault : new Fault[] {Fault.THROTTLE, Fault.SERVER_ERROR, Fault.CUT_AFTER_EFFECT, Fault.HTML}) {
                aws.standIn().faults().injectAlways("DescribeDBInstances", fault);
                aws.standIn().faults().injectAlways("DescribeSecurityGroupRules", fault);
                assertNoSecretIn(failureOfRds(aws.access()));
                assertNoSecretIn(failureOfEc2(aws.access()));
            }
            log = capture.text();
        }

        assertNoSecret(log);
    }

    @Test
    void isNotShownByARefusedSignature() {
        String log;
        try (LogCapture capture = LogCapture.start();
                TestAws aws = TestAws.start(account);
                AwsAccess access = AwsAccess.builder()
                        .region(TestAws.REGION)
                        .credentials(StaticCredentialsProvider.create(
                                AwsSessionCredentials.create(account.accessKeyId(), "another/secret+key", TOKEN)))
                        .endpoint(aws.standIn().endpoint())
                        .build()) {
            AwsFailure rds = failureOfRds(access);
            assertThat(rds.errorCode()).isEqualTo("SignatureDoesNotMatch");
            assertNoSecretIn(rds);
            assertNoSecretIn(failureOfEc2(access));
            log = capture.text();
        }

        assertNoSecret(log);
        assertThat(log).doesNotContain("another/secret+key");
    }

    @Test
    void iamTokenIsNotLogged() {
        String log;
        String token;
        try (LogCapture capture = LogCapture.start();
                TestAws aws = TestAws.start(account)) {
            Secret secret =
                    aws.access().iamTokens(Clock.systemUTC()).token(new Endpoint("shop.example", 5432), "admin");
            token = secret.reveal(String::new);
            log = capture.text();
        }

        assertThat(token).startsWith("shop.example:5432/").contains("X-Amz-Signature=");
        assertThat(log).doesNotContain(token, token.substring(token.indexOf("X-Amz-Signature=")));
        assertNoSecret(log);
    }

    private static AwsFailure failureOfRds(AwsAccess access) {
        return catchThrowableOfType(AwsFailure.class, () -> access.databases().instance("shop"));
    }

    private static AwsFailure failureOfEc2(AwsAccess access) {
        return catchThrowableOfType(
                AwsFailure.class, () -> access.securityGroups().rules(List.of("sg-1")));
    }

    private void assertNoSecretIn(AwsFailure failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        assertNoSecret(text.toString());
    }

    private void assertNoSecret(String text) {
        List<String> lines = text.lines()
                // The JDK's own log of HTTP headers, which the README warns of.
                .filter(line -> !line.startsWith("FINE sun.net.www.protocol.http.HttpURLConnection "))
                .filter(line -> List.of(account.secretAccessKey(), TOKEN).stream()
                        .anyMatch(secret -> line.contains(secret)
                                || line.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8))))
                .toList();
        assertThat(lines).isEmpty();
    }
}
