package dev.reverseetl.provider.heroku;

import java.time.Duration;
import java.util.Optional;

/** A call to Heroku that failed. Message and cause hold no secret. */
final class HerokuFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;
    private final String resource;
    private final boolean effectPossible;
    private final transient Optional<Duration> retryAfter;

    private HerokuFailure(
            FailureReason reason,
            String resource,
            boolean effectPossible,
            Optional<Duration> retryAfter,
            String message) {
        super(message);
        this.reason = reason;
        this.resource = resource;
        this.effectPossible = effectPossible;
        this.retryAfter = retryAfter;
    }

    /**
     * Heroku answered with an error.
     *
     * @param id the error's id, or empty
     * @param resource what kind of thing it is about, or empty
     * @param words the error's message, cleaned
     */
    static HerokuFailure answered(
            HttpCall call, int status, String id, String resource, String words, Optional<Duration> retryAfter) {
        FailureReason reason = FailureReason.of(id, status);
        String why =
                (id.isEmpty() ? "" : id + ": ") + (words.isEmpty() ? "" : words.replaceFirst("[.\\s]+$", "") + " ");
        return new HerokuFailure(
                reason,
                resource,
                reason == FailureReason.SERVER && !call.repeatable(),
                retryAfter,
                "Heroku refused " + call + ": " + why + "(HTTP " + status + ")");
    }

    /** Heroku did not answer, or not in full, or something else answered. */
    static HerokuFailure unanswered(HttpCall call, FailureReason reason, boolean effectPossible, String words) {
        return new HerokuFailure(
                reason,
                "",
                effectPossible && !call.repeatable(),
                Optional.empty(),
                "Heroku could not be asked, " + call + ": " + words);
    }

    FailureReason reason() {
        return reason;
    }

    /** {@return what kind of thing wasn't found, as Heroku says, such as {@code app}; or empty} */
    String resource() {
        return resource;
    }

    /** {@return whether the call may have changed something all the same} */
    boolean effectPossible() {
        return effectPossible;
    }

    /** {@return how long Heroku asks to wait} */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** {@return what failed, as a phrase without a full stop} */
    String problem() {
        return String.valueOf(getMessage()).strip().replaceFirst("\\.$", "");
    }
}
