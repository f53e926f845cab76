package dev.reverseetl.provider.rds.standin;

/** How a call fails. */
public enum Fault {
    /** Refused because of too many calls: {@code RequestLimitExceeded} of EC2, {@code Throttling} of RDS. No effect. */
    THROTTLE(false),
    /** {@code InternalError} with status 500. No effect. */
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
    /** It takes effect, but the answer's XML ends early, although all that was announced arrives. */
    MALFORMED(true),
    /** It takes effect, but the answer is empty. */
    EMPTY(true),
    /** It takes effect, but the answer is longer than anybody should read. */
    ENDLESS(true),
    /** A web page with status 200, as a captive portal answers. No effect. */
    HTML(false),
    /** A web page with status 503, as a load balancer answers. No effect. */
    HTML_UNAVAILABLE(false),
    /** XML with a document type that defines an entity. No effect. */
    DOCTYPE(false);

    private final boolean takesEffect;

    Fault(boolean takesEffect) {
        this.takesEffect = takesEffect;
    }

    boolean takesEffect() {
        return takesEffect;
    }
}
