package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Heroku Postgres. Nobody creates roles by SQL there: the role that Segment logs in as is a credential, which Heroku
 * makes with a password of its own choice.
 *
 * <p>With a token and an app ({@link #builder()}), the plan has the credential as its first step: it is created through
 * Heroku's Data API, waited for, and destroyed by undo. The result has its password; {@code verify()} tells when it was
 * rotated, and {@code rotatePassword()} rotates it. Found by {@code ServiceLoader}, without a token, Heroku isn't
 * asked: the plan has the commands for a person instead. Opens connections to Heroku while a plan is made, applied,
 * verified or undone, and none to the database. Immutable and thread-safe.
 *
 * @see <a href="https://devcenter.heroku.com/articles/heroku-postgresql-credentials">Heroku: Heroku Postgres
 *     Credentials</a>
 */
public final class HerokuProvider implements PostgresProvider {
    private static final int BEFORE_RDS = 10;

    private final HerokuProviderBuilder settings;

    /** Creates the provider without a token. */
    public HerokuProvider() {
        this(new HerokuProviderBuilder());
    }

    HerokuProvider(HerokuProviderBuilder settings) {
        this.settings = settings.copy();
    }

    /** {@return a builder with the defaults that its class names} */
    public static HerokuProviderBuilder builder() {
        return new HerokuProviderBuilder();
    }

    @Override
    public String id() {
        return "heroku";
    }

    @Override
    public int priority() {
        return BEFORE_RDS;
    }

    @Override
    public List<Probe> probes(SetupTarget target) {
        return HerokuProbes.all();
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return HerokuDetection.of(facts).toDetection();
    }

    @Override
    public ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
        return settings.token().isEmpty()
                ? AdviceByHand.of(request, settings)
                : HerokuProblem.explained(() -> {
                    HerokuDatabase database =
                            HerokuDatabase.read(HerokuClient.open(settings, context), settings, request);
                    return HerokuAdvice.of(request, database, settings.expectedPlan());
                });
    }

    @Override
    public StepOutcome perform(ExternalStep step, ProviderContext context) {
        return HerokuProblem.explained(() -> new CredentialSteps(HerokuClient.open(settings, context)).perform(step));
    }

    @Override
    public UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
        return HerokuProblem.explained(
                () -> new CredentialSteps(HerokuClient.open(settings, context)).undo(step, outcome));
    }

    @Override
    public Optional<Secret> rotatePassword(ProviderRequest request, ProviderContext context) {
        return HerokuProblem.explained(() -> {
            HerokuClient client = HerokuClient.open(settings, context);
            return Optional.of(
                    CredentialRotation.rotate(client, HerokuDatabase.read(client, settings, request), request));
        });
    }

    @Override
    public String toString() {
        return "Heroku Postgres";
    }
}
