package dev.reverseetl.provider.heroku;

/** What a failed call to Heroku means for the caller. */
enum FailureReason {
    /** The token is unknown, revoked or expired. */
    TOKEN,
    /** The account asks for a second factor. */
    TWO_FACTOR,
    /** The token is good, but may not do this. */
    NOT_AUTHORIZED,
    /** What the call is about doesn't exist, or not for this account. */
    NOT_FOUND,
    /** Too many calls. */
    THROTTLED,
    /** Heroku refuses: the message says why. */
    REFUSED,
    /** Heroku failed, or is busy. */
    SERVER,
    /** No answer, or only a part of one. */
    UNREACHABLE,
    /** An answer that isn't Heroku's, such as a proxy's, or one that leads elsewhere. */
    UNREADABLE,
    /** The calling thread was interrupted. */
    INTERRUPTED;

    /** Tells what an answer's error id means, or the HTTP status if the id is unknown or empty. */
    static FailureReason of(String id, int status) {
        return switch (id) {
            case "unauthorized" -> TOKEN;
            case "two_factor" -> TWO_FACTOR;
            case "not_found" -> NOT_FOUND;
            case "rate_limit" -> THROTTLED;
            default -> ofStatus(status);
        };
    }

    private static FailureReason ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN;
            case 403 -> NOT_AUTHORIZED;
            case 404, 410 -> NOT_FOUND;
            case 429 -> THROTTLED;
            default -> status >= 500 ? SERVER : status >= 400 ? REFUSED : UNREADABLE;
        };
    }

    /** Tells whether the same call may succeed a little later. */
    boolean isTransient() {
        return this == THROTTLED || this == SERVER || this == UNREACHABLE;
    }
}
