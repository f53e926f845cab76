package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.TestCertificate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The master user logs in with tokens to a server that takes nothing else. */
class RdsIamLoginIT {
    private static final Endpoint ENDPOINT = new Endpoint(RdsShop.INSTANCE, 5432);
    private static final String SESSION_TOKEN = "FwoGZXIvYXdzEBYaDH" + "Zm9vYmFy".repeat(150) + "==";
    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsSessionCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", SESSION_TOKEN));

    @TempDir
    private Path directory;

    @Test
    void setsUpWithAFreshTokenForEachConnectionThatNobodySees() throws Exception {
        try (IamServer server = IamServer.start(directory);
                LogCapture log = LogCapture.start()) {
            IamServer.TokenClock clock = server.clock(CREDENTIALS, ENDPOINT);
            ConnectionSettings admin =
                    login(server, clock).caBundle(server.caBundle()).build();
            Path journal = directory.resolve("journal");
            ReverseEtlSourceSetup setup = setup(admin)
                    .generatedPassword()
                    .journal(SetupJournal.file(journal))
                    .build();

            SetupPlan plan = setup.plan();
            int forThePlan = clock.tokens().size();
            SetupResult result = setup.apply(plan);
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            assertThat(setup.verify().holds()).isTrue();
            setup.undo(result.undoRecord());

            List<String> tokens = clock.tokens();
            assertThat(tokens).doesNotHaveDuplicates().hasSizeGreaterThan(forThePlan + 2);
            String seen = log.text();
            assertThat(seen).contains("org.postgresql");
            assertHidden("the logs", tokens, seen);
            assertHidden("the server's log", tokens, server.database().server().log());
            assertHidden("the journal", tokens, Files.readString(journal));
            assertHidden(
                    "what is shown",
                    tokens,
                    admin
                            + admin.passwordSource().toString()
                            + setup
                            + plan
                            + PlanReport.text(plan)
                            + PlanReport.json(plan)
                            + result
                            + ResultReport.text(result)
                            + ResultReport.json(result));
        }
    }

    @Test
    void tellsWhyTheServerDoesNotTakeIt() throws Exception {
        try (IamServer server = IamServer.start(directory)) {
            IamServer.TokenClock other = server.clock(CREDENTIALS, new Endpoint("other.example.com", 5432));

            assertThat(failure(login(server, other).caBundle(server.caBundle()).build(), other.tokens()))
                    .hasMessageContaining("sslmode \"verify-full\"")
                    .hasMessageContaining("has the role rds_iam")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));

            // Somebody else's server doesn't get one.
            IamServer.TokenClock clock = server.clock(CREDENTIALS, ENDPOINT);
            Path stranger = TestCertificate.root("another").writeTo(directory.resolve("another.pem"));
            assertThat(failure(login(server, clock).caBundle(stranger).build(), clock.tokens()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TLS_FAILED));
        }
    }

    private static ReverseEtlException failure(ConnectionSettings admin, List<String> tokens) {
        ReverseEtlException failure = assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(setup(admin).build()::plan)
                .actual();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertHidden("the exception", tokens, trace.toString());
        return failure;
    }

    private static void assertHidden(String where, List<String> tokens, String text) {
        assertThat(tokens).isNotEmpty();
        for (String token : tokens) {
            String signature = token.substring(token.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length());
            assertThat(text.contains(signature) || text.contains(SESSION_TOKEN) || text.contains("wJalrXUtnFEMI"))
                    .as("%s shows a secret", where)
                    .isFalse();
        }
    }

    private static RdsIamLogin login(IamServer server, IamServer.TokenClock clock) {
        return RdsIamLogin.to(ConnectionSettings.builder()
                        .host(server.database().server().host())
                        .port(server.database().server().port())
                        .database(server.database().name())
                        .user(server.master().role())
                        .build())
                .endpoint(ENDPOINT.address(), ENDPOINT.port())
                .credentials(CREDENTIALS)
                .clock(clock);
    }

    private static ReverseEtlSourceSetupBuilder setup(ConnectionSettings admin) {
        return ReverseEtlSourceSetup.builder()
                .admin(admin)
                .segmentEndpoint(RdsShop.INSTANCE, 5432)
                .provider(RdsProvider.builder().withoutNetwork().build());
    }
}
