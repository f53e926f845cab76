package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.PasswordSource;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.SslMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class ConnectFailureTest {
    private static final ConnectionSettings SETTINGS = ConnectionSettings.builder()
            .host("db")
            .database("app")
            .user("admin")
            .password(Secret.of("hunter2"))
            .sslMode(SslMode.VERIFY_FULL)
            .rootCertificate(Path.of("root.crt"))
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    @Test
    void saysWhatFailedAndWhyAndWhatHelps() {
        SQLException failure =
                new PSQLException(new ServerErrorMessage("SFATAL\0C28P01\0MNein.\0Dsome data\0Ha hint\0\0"), true);

        ReverseEtlException explained = explained(ConnectProblem.WRONG_PASSWORD, failure);

        assertThat(explained)
                .hasMessageStartingWith("Could not connect to \"db:5432/app\" as user \"admin\" with sslmode"
                        + " \"verify-full\": the server does not accept the password (SQLSTATE 28P01, the server says:"
                        + " Nein.). Check user and password.")
                .hasMessageNotContainingAny("data", "hint", "hunter2")
                .hasCause(failure);
        assertThat(explained.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
        assertThat(explained.remedy()).startsWith("Check user and password.");
    }

    @Test
    void namesTheSettingsThatTheProblemIsAbout() {
        assertThat(explained(ConnectProblem.TIMED_OUT, null)).hasMessageContaining("(connect timeout 3000 ms)");
        assertThat(explained(ConnectProblem.CERTIFICATE_UNTRUSTED, null))
                .hasMessageContaining("(root certificate \"root.crt\")");
        assertThat(explained(ConnectProblem.TLS_FILE, null)).hasMessageContaining("(root certificate \"root.crt\")");
    }

    @Test
    void tellsWhatToCheckOfASourceOfPasswords() {
        ConnectionSettings settings = SETTINGS.toBuilder()
                .password(new PasswordSource() {
                    @Override
                    public Secret password() {
                        throw new AssertionError("asked without a connection");
                    }

                    @Override
                    public String remedyIfRefused() {
                        return "Renew the lease.";
                    }
                })
                .build();

        assertThat(ConnectFailure.explain(ConnectProblem.LOGIN_REFUSED, null, "", Optional.of(settings)))
                .hasMessageEndingWith("Renew the lease.");
        assertThat(ConnectFailure.explain(ConnectProblem.REFUSED, null, "", Optional.of(settings)))
                .hasMessageNotContaining("lease");
    }

    @Test
    void namesTheDataSource() {
        assertThat(ConnectFailure.explain(
                        ConnectProblem.NOTHING_LENT, null, "data source com.example.Pool", Optional.empty()))
                .hasMessageStartingWith(
                        "Could not connect to data source com.example.Pool: the pool lent no connection. Check");
    }

    @Test
    void quotesNothingOfAnExceptionThatMayShowAUrl() {
        SQLException failure = new SQLException("No suitable driver found for jdbc:x?password=hunter2");

        assertThat(ConnectFailure.explain(ConnectProblem.OTHER, failure, "data source X", Optional.empty())
                        .getMessage())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void wordsEveryProblemAsSentences(ConnectProblem problem) {
        assertThat(problem.why()).matches("[a-z].*[^.]");
        assertThat(problem.remedy()).matches("[A-Z].*\\.");
    }

    private static ReverseEtlException explained(ConnectProblem problem, @Nullable SQLException failure) {
        return ConnectFailure.explain(problem, failure, SETTINGS.target(), Optional.of(SETTINGS));
    }
}
