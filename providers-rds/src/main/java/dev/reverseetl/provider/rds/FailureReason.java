package dev.reverseetl.provider.rds;

import java.util.Set;

/** What a failed call to AWS means for the caller. */
enum FailureReason {
    /** The rule exists already. */
    DUPLICATE,
    /** What the call is about doesn't exist. */
    NOT_FOUND,
    /** The caller is known, but may not do this. */
    NOT_AUTHORIZED,
    /** The credentials are missing, wrong or expired, or this machine's clock is. */
    CREDENTIALS,
    /** Too many calls of this account. */
    THROTTLED,
    /** A quota, such as that of the rules of a security group. */
    LIMIT_EXCEEDED,
    /** AWS failed. */
    SERVER,
    /** No answer, or only a part of one. */
    UNREACHABLE,
    /** An answer that isn't AWS's, such as a proxy's. */
    UNREADABLE,
    /** The calling thread was interrupted. */
    INTERRUPTED,
    /** Anything else, such as an invalid parameter. */
    OTHER;

    private static final Set<String> THROTTLING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "EC2ThrottledException",
            "TooManyRequestsException",
            "PriorRequestNotComplete",
            "BandwidthLimitExceeded",
            "RequestLimitExceeded",
            "SlowDown");

    private static final Set<String> REFUSED =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "NotAuthorized", "OptInRequired");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "AuthFailure",
            "Blocked",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** Tells what an error code means, or the HTTP status if the code is unknown or empty. */
    static FailureReason of(String errorCode, int status) {
        String code = errorCode.startsWith("Client.") ? errorCode.substring("Client.".length()) : errorCode;
        if (THROTTLING.contains(code) || status == 429) {
            return THROTTLED;
        }
        if (REFUSED.contains(code)) {
            return NOT_AUTHORIZED;
        }
        if (BAD_CREDENTIALS.contains(code)) {
            return CREDENTIALS;
        }
        if (code.endsWith(".Duplicate")) {
            return DUPLICATE;
        }
        if (code.endsWith("NotFound") || code.endsWith("NotFoundFault")) {
            return NOT_FOUND;
        }
        if (code.endsWith("LimitExceeded") || code.endsWith("QuotaExceeded")) {
            return LIMIT_EXCEEDED;
        }
        return status >= 500 ? SERVER : OTHER;
    }

    /** Tells whether the same call may succeed a little later. */
    boolean isTransient() {
        return this == THROTTLED || this == SERVER || this == UNREACHABLE;
    }
}
