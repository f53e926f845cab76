package dev.reverseetl.provider.heroku;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import java.util.function.Supplier;

/** What a failed call to Heroku means to the caller. */
final class HerokuProblem {
    private HerokuProblem() {}

    /** Does something, and explains failures of calls. */
    static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (HerokuFailure failure) {
            throw toException(failure);
        }
    }

    static ReverseEtlException toException(HerokuFailure failure) {
        if (failure.reason() == FailureReason.INTERRUPTED) {
            return new ReverseEtlException(
                    ErrorCode.INTERRUPTED,
                    "The calling thread was interrupted while Heroku was asked.",
                    "Call again when the thread may go on.",
                    failure);
        }
        return new ReverseEtlException(
                ErrorCode.PROVIDER_FAILED, failure.problem() + ".", remedy(failure.reason()), failure);
    }

    private static String remedy(FailureReason reason) {
        return switch (reason) {
            case TOKEN -> "The token has expired or was revoked: make a new one with `heroku authorizations:create`.";
            case TWO_FACTOR ->
                "Use a token that needs no second factor: one of `heroku authorizations:create`, not a password.";
            case NOT_AUTHORIZED ->
                "Use the token of an account that may administer the database, with the scope \"global\":"
                        + " `heroku authorizations:create --scope global`.";
            case NOT_FOUND ->
                "Check the names of app and attachment, and that the token's account has access to them:"
                        + " `heroku pg:info --app …` shows the databases.";
            case THROTTLED ->
                "Too many calls with this account's token: try again in some minutes, and allow more time with"
                        + " deadline(Duration).";
            case REFUSED -> "As Heroku says; then call plan() again.";
            default -> "Try it again when Heroku can be reached; https://status.heroku.com tells of its troubles.";
        };
    }

    static ReverseEtlException of(String problem, String remedy) {
        return new ReverseEtlException(ErrorCode.PROVIDER_FAILED, problem, remedy);
    }
}
