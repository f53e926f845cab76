package dev.reverseetl.provider.heroku.standin;

/** How a call fails. */
public enum Fault {
    /** Refused because of too many calls, status 429, to be tried again after a second. No effect. */
    THROTTLE(false),
    /** Status 500 with Heroku's form of an error. No effect. */
    SERVER_ERROR(false),
    /** The connection is closed before anything happened. */
    CUT_BEFORE_EFFECT(false),
    /** It takes effect, then the connection is closed without an answer. */
    CUT_AFTER_EFFECT(true),
    /** It takes effect, then status 500 is answered. */
    SERVER_ERROR_AFTER_EFFECT(true),
    /** It takes effect, but the answer begins late. */
    SLOW_ANSWER(true),
    /** It takes effect, and the answer comes byte by byte. */
    SLOW_BODY(true),
    /** It takes effect, but the connection is closed in the middle of the answer. */
    TRUNCATED(true),
    /** It takes effect, but the answer's JSON ends early, although all that was announced arrives. */
    MALFORMED(true),
    /** It takes effect, but the answer is empty. */
    EMPTY(true),
    /** It takes effect, but the answer is longer than anybody should read. */
    ENDLESS(true),
    /** A web page with status 200, as a captive portal answers. No effect. */
    HTML(false),
    /** A web page with status 503, as a router answers. No effect. */
    HTML_UNAVAILABLE(false),
    /** JSON of another form than is documented. No effect. */
    OTHER_JSON(false),
    /** Status 302, to another server. No effect. */
    REDIRECT(false),
    /** Status 401: the token isn't good any more. No effect. */
    TOKEN_EXPIRED(false),
    /** Status 403: a second factor is asked for. No effect. */
    TWO_FACTOR(false),
    /** Status 403: the token's scope doesn't cover it. No effect. */
    FORBIDDEN(false),
    /** Status 422: Heroku doesn't want to. No effect. */
    REFUSED(false);

    private final boolean takesEffect;

    Fault(boolean takesEffect) {
        this.takesEffect = takesEffect;
    }

    boolean takesEffect() {
        return takesEffect;
    }
}
