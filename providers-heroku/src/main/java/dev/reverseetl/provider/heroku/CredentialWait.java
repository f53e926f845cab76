package dev.reverseetl.provider.heroku;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits until Heroku has done with a credential what it was told to, for as long as the verb has time.
 *
 * @param data who is asked
 * @param client how much time there is
 */
record CredentialWait(DataApi data, HerokuClient client) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Waits until one can log in for good, and for nothing else. */
    Credential untilReady(String name) {
        return until(
                        "Heroku to make the credential \"" + name + "\"",
                        name,
                        found -> found.filter(credential -> credential.isReady(name))
                                .isPresent())
                .orElseThrow();
    }

    void untilGone(String name) {
        until("Heroku to destroy the credential \"" + name + "\"", name, Optional::isEmpty);
    }

    Optional<Credential> until(String what, String name, Predicate<Optional<Credential>> done) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<Credential> found = data.credential(name);
            if (done.test(found)) {
                return found;
            }
            if (pause.compareTo(client.context().remaining()) >= 0) {
                throw new ReverseEtlException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "There was no more time to wait for " + what + ": it is "
                                + found.map(credential ->
                                                credential.state().name().toLowerCase(Locale.ROOT))
                                        .orElse("not there")
                                + ".",
                        "Call plan() again in some minutes and apply that, or allow more time with deadline(Duration).");
            }
            client.context().progress("Waiting for " + what);
            Pauses.sleep(pause, client.pace());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
