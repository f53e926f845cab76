package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.provider.heroku.standin.Fault;
import dev.reverseetl.provider.heroku.standin.Operation;
import dev.reverseetl.report.PlanReport;
import dev.reverseetl.report.ResultReport;
import dev.reverseetl.report.RotationReport;
import dev.reverseetl.report.VerificationReport;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.Rotation;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.setup.Verification;
import dev.reverseetl.testing.LogCapture;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither the token nor a password shows anywhere, whatever is logged and whatever fails. */
class HerokuSecretsIT {
    @TempDir
    Path directory;

    @Test
    void areShownNowhere(@OnePostgres PostgresServer server) throws Exception {
        StringBuilder seen = new StringBuilder();
        List<String> secrets = new ArrayList<>();
        Path journal = directory.resolve("journal.jsonl");
        try (JdkLog jdk = new JdkLog();
                LogCapture log = LogCapture.start();
                HerokuShop shop = HerokuShop.open(server, HerokuShape.CLASSIC, HerokuShop.STANDARD, true)) {
            secrets.add(shop.heroku().account().token());
            secrets.add(shop.owner().password());
            ReverseEtlSourceSetup setup =
                    shop.setup().journal(SetupJournal.file(journal)).build();
            SetupPlan plan = setup.plan();
            seen.append(plan)
                    .append(PlanReport.json(plan))
                    .append(PlanReport.text(plan))
                    .append(plan.toPsqlScript());
            SetupResult result = setup.apply(plan);
            secrets.add(shop.addOn().password(shop.role()));
            seen.append(result).append(ResultReport.json(result)).append(ResultReport.text(result));
            Rotation rotation = setup.rotatePassword();
            secrets.add(shop.addOn().password(shop.role()));
            seen.append(rotation).append(RotationReport.json(rotation)).append(RotationReport.text(rotation));
            Verification verification = setup.verify();
            seen.append(verification).append(VerificationReport.json(verification));
            seen.append(setup).append(shop.provider().build()).append(setup.undo(result.undoRecord()));
            failEverywhere(shop, setup, seen);
            seen.append(log.text()).append(jdk.text).append(Files.readString(journal));
        }
        assertThat(secrets).hasSize(4).doesNotHaveDuplicates();
        String all = seen.toString();
        assertThat(all).contains("CREATE_CREDENTIAL", "reverse-etl-plan");
        secrets.forEach(secret -> assertThat(all.contains(secret)).as(secret).isFalse());
    }

    private static void failEverywhere(HerokuShop shop, ReverseEtlSourceSetup setup, StringBuilder seen) {
        for (Operation operation : List.of(Operation.LIST, Operation.CREATE, Operation.READ)) {
            for (Fault fault : List.of(Fault.MALFORMED, Fault.TOKEN_EXPIRED, Fault.CUT_AFTER_EFFECT, Fault.REDIRECT)) {
                shop.heroku().faults().injectAlways(operation, fault);
                try {
                    SetupPlan plan = setup.plan();
                    seen.append(PlanReport.json(plan));
                    setup.apply(plan);
                } catch (ReverseEtlException e) {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace, true));
                    seen.append(trace);
                }
                shop.heroku().faults().clear();
            }
        }
    }

    /**
     * All that the JDK logs by itself, its HTTP client's included; not the driver, by which the stand-in makes roles.
     */
    private static final class JdkLog extends Handler implements AutoCloseable {
        private final List<Logger> loggers = List.of(
                Logger.getLogger("jdk"),
                Logger.getLogger("sun"),
                Logger.getLogger("com.sun"),
                Logger.getLogger("javax"));
        private final StringBuilder text = new StringBuilder();

        JdkLog() {
            loggers.forEach(logger -> {
                logger.setLevel(Level.ALL);
                logger.addHandler(this);
            });
        }

        @Override
        public synchronized void publish(LogRecord record) {
            text.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            loggers.forEach(logger -> {
                logger.removeHandler(this);
                logger.setLevel(null);
            });
        }
    }
}
