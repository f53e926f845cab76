package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.heroku.standin.Fault;
import dev.reverseetl.provider.heroku.standin.HerokuStandIn;
import dev.reverseetl.provider.heroku.standin.Operation;
import dev.reverseetl.provider.heroku.standin.StandInAccount;
import dev.reverseetl.provider.heroku.standin.StandInDatabase;
import dev.reverseetl.provider.heroku.standin.StandInRoles;
import dev.reverseetl.testing.PostgresServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls end: what may pass is tried again, within bounds, and nothing goes elsewhere. */
class HerokuClientTest {
    private final StandInDatabase database = new StandInDatabase(
                    "postgresql-flat-1",
                    "heroku-postgresql:standard-0",
                    "shop",
                    new StandInRoles(PostgresServer.dataSource("localhost", 1, "d1", "u1", "p1"), "u1", false))
            .owner("u1", "p1");
    private final HerokuStandIn heroku =
            HerokuStandIn.start(StandInAccount.create().add(database));
    private final TestPace pace = new TestPace();

    @AfterEach
    void close() {
        heroku.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLE", "SERVER_ERROR", "HTML_UNAVAILABLE", "TRUNCATED", "MALFORMED", "EMPTY"})
    void whatMayPassIsTriedAgain(Fault fault) {
        heroku.faults().inject(Operation.LIST, 1, fault);
        assertThat(data().credentials()).hasSize(1);
        assertThat(heroku.requests(Operation.LIST)).hasSize(2);
        assertThat(pace.pauses).hasSize(1);
    }

    /** Where nothing at all was answered to a question, the JDK's client asks again by itself. */
    @Test
    void whatWasNotAnsweredIsAskedAgain() {
        heroku.faults().inject(Operation.LIST, 1, Fault.CUT_BEFORE_EFFECT);
        assertThat(data().credentials()).hasSize(1);
        assertThat(heroku.requests(Operation.LIST)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TOKEN_EXPIRED", "TWO_FACTOR", "FORBIDDEN", "REFUSED", "REDIRECT", "OTHER_JSON"})
    void whatWillNotPassIsNotTriedAgain(Fault fault) {
        heroku.faults().injectAlways(Operation.LIST, fault);
        assertThat(failure().problem()).isNotBlank();
        assertThat(heroku.requests(Operation.LIST)).hasSize(1);
        assertThat(heroku.strayed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SLOW_ANSWER", "SLOW_BODY", "ENDLESS"})
    void answersHaveABound(Fault fault) {
        heroku.faults().injectAlways(Operation.LIST, fault);
        long start = System.nanoTime();
        assertThat(failure().reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void triesAreBounded() {
        heroku.faults().injectAlways(Operation.LIST, Fault.SERVER_ERROR);
        assertThat(failure().reason()).isEqualTo(FailureReason.SERVER);
        assertThat(heroku.requests(Operation.LIST)).hasSize(5);
    }

    @Test
    void waitsAsLongAsHerokuAsks() {
        heroku.faults().inject(Operation.LIST, 1, Fault.THROTTLE);
        assertThat(data().credentials()).hasSize(1);
        assertThat(pace.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void givesUpWhereHerokuAsksForMoreTimeThanThereIs() {
        heroku.faults().injectAlways(Operation.LIST, Fault.THROTTLE);
        DataApi data = new DataApi(
                HerokuClient.open(settings(), new TestContext(Duration.ofMillis(900))), database.id(), "x", false);
        assertThatExceptionOfType(HerokuFailure.class).isThrownBy(data::credentials);
        assertThat(heroku.requests(Operation.LIST)).hasSize(1);
    }

    /** A second call could make a second one. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_AFTER_EFFECT", "SERVER_ERROR_AFTER_EFFECT", "TRUNCATED", "EMPTY"})
    void whatMayHaveHadItsEffectIsNotRepeated(Fault fault) {
        heroku.faults().inject(Operation.CREATE, 1, fault);
        HerokuFailure failure = catchThrowableOfType(HerokuFailure.class, () -> data().create("segment"));
        assertThat(failure.effectPossible()).isTrue();
        assertThat(heroku.requests(Operation.CREATE)).hasSize(1);
    }

    @Test
    void nobodyThere() {
        HerokuProviderBuilder nowhere = settings().endpoint(URI.create("http://127.0.0.1:1"));
        DataApi data = new DataApi(HerokuClient.open(nowhere, new TestContext()), database.id(), "x", false);
        HerokuFailure failure = catchThrowableOfType(HerokuFailure.class, () -> data.create("segment"));
        assertThat(failure.effectPossible()).isFalse();
        assertThat(failure.problem()).contains("127.0.0.1 did not answer (ConnectException");
    }

    @Test
    void interruptionEndsTheCall() {
        heroku.faults().injectAlways(Operation.LIST, Fault.SLOW_ANSWER);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> HerokuProblem.explained(() -> data().credentials()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** The JDK's client would show the header with the token. */
    @ParameterizedTest
    @ValueSource(strings = {"all", "headers", "errors,headers", "requests,frames:all", "CONTENT"})
    void nothingIsSentWhileTheJdkLogsHeaders(String logging) {
        System.setProperty("jdk.httpclient.HttpClient.log", logging);
        try {
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(this::data)
                    .withMessageContaining("the JDK would log the token");
        } finally {
            System.clearProperty("jdk.httpclient.HttpClient.log");
        }
        assertThat(heroku.requests()).isEmpty();
    }

    @Test
    void tokenGoesToBothInterfacesAndIsRequired() {
        assertThat(data().credentials()).hasSize(1);
        assertThat(heroku.requests()).allMatch(request -> request.authorized());
        HerokuProviderBuilder other = settings().token(Secret.of("HRKU-other"));
        DataApi data = new DataApi(HerokuClient.open(other, new TestContext()), database.id(), "x", false);
        assertThat(catchThrowableOfType(HerokuFailure.class, data::credentials).reason())
                .isEqualTo(FailureReason.TOKEN);
    }

    @Test
    void hostileNamesInAnswersAreRefused() {
        StandInDatabase hostile =
                new StandInDatabase("../../evil", "heroku-postgresql:standard-0", "shop", database.roles());
        heroku.account().add(hostile, "HEROKU_POSTGRESQL_PINK");
        PlatformApi platform = new PlatformApi(HerokuClient.open(settings(), new TestContext()));
        assertThat(catchThrowableOfType(
                                HerokuFailure.class, () -> platform.attachments("shop", "HEROKU_POSTGRESQL_PINK"))
                        .problem())
                .contains("a name or id in it has characters that none has");
    }

    private HerokuFailure failure() {
        return catchThrowableOfType(HerokuFailure.class, () -> data().credentials());
    }

    private DataApi data() {
        return new DataApi(HerokuClient.open(settings(), new TestContext()), database.id(), database.name(), false);
    }

    private HerokuProviderBuilder settings() {
        return HerokuProvider.builder()
                .endpoint(heroku.endpoint())
                .token(Secret.of(heroku.account().token()))
                .app("shop")
                .pace(pace)
                .attemptLimit(Duration.ofMillis(600));
    }
}
