package dev.reverseetl.provider.heroku;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.JsonAnswer.UnexpectedAnswer;
import dev.reverseetl.spi.ProviderContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Makes calls to Heroku's interfaces, for as long as one call of the plug-in lasts. */
final class HerokuClient {
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;
    /** What the JDK's client logs on demand, the header with the token among it. */
    private static final String LOGGING = "jdk.httpclient.HttpClient.log";

    private static final Set<String> TELLING = Set.of("all", "headers", "frames", "content");

    private final HttpClient http;
    private final HerokuProviderBuilder settings;
    private final Secret token;
    private final ProviderContext context;

    private HerokuClient(HerokuProviderBuilder settings, Secret token, ProviderContext context) {
        this.settings = settings;
        this.token = token;
        this.context = context;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .build();
    }

    /**
     * Returns a client.
     *
     * @throws ReverseEtlException if there is no token, or the JDK would log it
     */
    static HerokuClient open(HerokuProviderBuilder settings, ProviderContext context) {
        Secret token = settings.token()
                .orElseThrow(
                        () -> new ReverseEtlException(
                                ErrorCode.PROVIDER_FAILED,
                                "Heroku can't be asked without a token.",
                                "Give one with HerokuProvider.builder().token(Secret); `heroku authorizations:create` makes one."));
        refuseLogging();
        return new HerokuClient(settings, token, context);
    }

    URI platform() {
        return settings.platformApi();
    }

    URI data() {
        return settings.dataApi();
    }

    Pace pace() {
        return settings.pace();
    }

    ProviderContext context() {
        return context;
    }

    /**
     * Makes a call, again if need be, and reads its answer.
     *
     * @throws HerokuFailure if it fails
     */
    <T> T call(HttpCall call, Function<JsonAnswer, T> reader) {
        Duration remaining = context.remaining();
        Duration attemptLimit = min(min(remaining, LONGEST_ATTEMPT), settings.attemptLimit());
        HttpAttempt attempt = new HttpAttempt(http, token, attemptLimit.isZero() ? Duration.ofMillis(1) : attemptLimit);
        JsonAnswer answer = new Retries(ATTEMPTS, remaining, settings.pace()).run(() -> attempt.make(call));
        try {
            return reader.apply(answer);
        } catch (UnexpectedAnswer e) {
            throw HerokuFailure.unanswered(
                    call, FailureReason.UNREADABLE, true, "the answer isn't what is documented, " + e.getMessage());
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void refuseLogging() {
        String asked = System.getProperty(LOGGING, "").toLowerCase(Locale.ROOT);
        for (String kind : asked.split("[,:\\s]+", -1)) {
            if (TELLING.contains(kind)) {
                throw new ReverseEtlException(
                        ErrorCode.PROVIDER_FAILED,
                        "The system property " + LOGGING + " is \"" + asked
                                + "\": the JDK would log the token of every call to Heroku.",
                        "Start the program without it; \"errors,requests\" is harmless.");
            }
        }
    }
}
