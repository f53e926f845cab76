package dev.reverseetl.provider.rds;

/** A call to AWS that failed. Message and cause hold no secret. */
final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AwsCall call;
    private final FailureReason reason;
    private final String errorCode;
    private final int status;
    private final String requestId;
    private final boolean effectPossible;

    private AwsFailure(
            AwsCall call,
            FailureReason reason,
            String errorCode,
            int status,
            String requestId,
            boolean effectPossible,
            String message) {
        super(message);
        this.call = call;
        this.reason = reason;
        this.errorCode = errorCode;
        this.status = status;
        this.requestId = requestId;
        this.effectPossible = effectPossible;
    }

    /** AWS answered with an error. Its words are cleaned here. */
    static AwsFailure answered(AwsCall call, String errorCode, int status, String requestId, String words) {
        FailureReason reason = FailureReason.of(errorCode, status);
        String id = requestId.isEmpty() ? "" : ", request id " + requestId;
        String message = call + " failed: " + errorCode + ": " + SafeMessage.of(words) + " (HTTP " + status + id + ")";
        return new AwsFailure(call, reason, errorCode, status, requestId, reason == FailureReason.SERVER, message);
    }

    /** AWS did not answer, or not in full. */
    static AwsFailure unanswered(AwsCall call, FailureReason reason, boolean effectPossible, String words) {
        return new AwsFailure(call, reason, "", 0, "", effectPossible, call + " failed: " + SafeMessage.of(words));
    }

    /** Something answered, but not as AWS does. */
    static AwsFailure unreadable(AwsCall call, int status, String words) {
        FailureReason reason = status >= 500 ? FailureReason.SERVER : FailureReason.UNREADABLE;
        // 4xx says that nothing was done, whoever says it.
        boolean effectPossible = status < 400 || status >= 500;
        return new AwsFailure(
                call,
                reason,
                "",
                status,
                "",
                effectPossible,
                call + " failed: " + SafeMessage.of(words) + " (HTTP " + status + ")");
    }

    /** This failure, after an attempt of the same call whose effect is unknown. */
    AwsFailure afterUnknownEffect() {
        AwsFailure copy = new AwsFailure(call, reason, errorCode, status, requestId, true, text());
        copy.addSuppressed(this);
        return copy;
    }

    /** The same call, given up in the pause after this failure. */
    AwsFailure interrupted(boolean effectPossible) {
        AwsFailure interrupted = unanswered(
                call, FailureReason.INTERRUPTED, effectPossible, "the thread was interrupted between attempts.");
        interrupted.addSuppressed(this);
        return interrupted;
    }

    FailureReason reason() {
        return reason;
    }

    /** {@return AWS's error code, or empty} */
    String errorCode() {
        return errorCode;
    }

    /** {@return the HTTP status, or 0 without an answer} */
    int status() {
        return status;
    }

    /** {@return what AWS support asks for, or empty} */
    String requestId() {
        return requestId;
    }

    /** {@return whether this call, or an earlier attempt of it, may have done what it was to do} */
    boolean effectPossible() {
        return effectPossible;
    }

    private String text() {
        String message = getMessage();
        return message == null ? call.toString() : message;
    }
}
