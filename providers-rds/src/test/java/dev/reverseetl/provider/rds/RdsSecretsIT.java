package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.report.FailureReport;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.UndoReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.UndoResult;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.ServerLog;
import dev.reverseetl.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From plan to undo on RDS, no secret shows in anything that is logged, kept or shown; nor do AWS's answers in logs.
 */
class RdsSecretsIT {
    private static final String PASSWORD = "correct horse 'battery' staple";
    private static final String SESSION_TOKEN = "FwoGZXIvYXdzEBYaDH+session/token" + "Zm9vYmFy".repeat(30) + "==";

    @TempDir
    private Path directory;

    @Test
    void appearNowhere(@OnePostgres TestDatabase database) throws Exception {
        Login master = RdsShape.RDS.shape(database);
        Path journal = directory.resolve("journal");
        ServerLog serverLog = database.logEverything();
        try (RdsShop shop = RdsShop.open();
                LogCapture log = LogCapture.start()) {
            shop.aws().account().sessionToken(SESSION_TOKEN);
            List<String> secrets = List.of(
                    PASSWORD,
                    master.password(),
                    SESSION_TOKEN,
                    shop.aws().account().secretAccessKey());
            ReverseEtlSourceSetup setup = setup(master, shop, journal);

            SetupPlan plan = setup.plan();
            shop.aws().faults().inject("AuthorizeSecurityGroupIngress", 2, Fault.HTML);
            ReverseEtlException failure = catchThrowableOfType(ReverseEtlException.class, () -> setup.apply(plan));
            SetupResult result = setup.apply(setup.plan());
            assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
            Verification verification = setup.verify();
            assertThat(verification.holds()).isTrue();
            UndoResult undone = setup.undo(SetupJournal.entries(journal).get(1));

            assertHidden(
                    "the plan", secrets, plan + PlanReport.text(plan) + PlanReport.json(plan) + plan.toPsqlScript());
            assertHidden("the failure", secrets, trace(failure) + FailureReport.text(failure));
            assertHidden("the result", secrets, result + ResultReport.text(result) + ResultReport.json(result));
            assertHidden("the verification", secrets, verification + VerificationReport.text(verification));
            assertHidden("what was undone", secrets, undone + UndoReport.text(undone));
            assertHidden("the journal", secrets, Files.readString(journal));
            assertHidden("the server's log", secrets, serverLog.text());
            String logged = withoutHeadersOfTheJdk(log.text());
            assertThat(logged).contains("org.postgresql", "software.amazon.awssdk");
            assertHidden("the logs", secrets, logged);
            // Of AWS's answers, not even the names of its elements.
            assertThat(logged.toLowerCase(Locale.ROOT))
                    .doesNotContain("securitygroupruleset", "describedbinstancesresult");
        }
    }

    private static ReverseEtlSourceSetup setup(Login master, RdsShop shop, Path journal) {
        return ReverseEtlSourceSetup.builder()
                .admin(ConnectionSettings.builder()
                        .host(master.database().server().host())
                        .port(master.database().server().port())
                        .database(master.database().name())
                        .user(master.role())
                        .password(Secret.of(master.password()))
                        .build())
                .role("segment_" + master.role())
                .password(Secret.of(PASSWORD))
                .segmentEndpoint(RdsShop.INSTANCE, 5432)
                .allowFrom("192.0.2.0/29")
                .journal(SetupJournal.file(journal))
                .provider(shop.provider().build())
                .build();
    }

    private static void assertHidden(String where, List<String> secrets, String text) {
        for (String secret : secrets) {
            assertThat(text.contains(secret)
                            || text.contains(secret.replace("'", "''"))
                            || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                    .as("%s shows a secret", where)
                    .isFalse();
        }
    }

    /** The README warns of these, which the JDK logs where somebody switches it on. */
    private static String withoutHeadersOfTheJdk(String log) {
        return log.lines()
                .filter(line -> !line.startsWith("FINE sun.net.www.protocol.http.HttpURLConnection "))
                .collect(Collectors.joining("\n"));
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
