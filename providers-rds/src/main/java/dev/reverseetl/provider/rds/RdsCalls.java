package dev.reverseetl.provider.rds;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.model.RdsException;

/**
 * Calls of the SDK's client, with its exceptions made ours. None of them is kept as a cause: AWS explains a refused
 * signature with the signed text, and that has the session token in it.
 *
 * @param endpoint where the calls go to, for messages
 */
record RdsCalls(String endpoint) {
    private static final String NO_CREDENTIALS = "credentials";

    <T> T call(String action, Supplier<T> sdkCall) {
        AwsCall call = new AwsCall("RDS", action, endpoint);
        try {
            return sdkCall.get();
        } catch (RdsException e) {
            throw answered(call, e);
        } catch (AbortedException e) {
            throw AwsFailure.unanswered(call, FailureReason.INTERRUPTED, false, "the thread was interrupted.");
        } catch (SdkClientException e) {
            throw AwsFailure.unanswered(call, reason(e), false, text(e));
        }
    }

    private static AwsFailure answered(AwsCall call, RdsException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String requestId = e.requestId() == null ? "" : e.requestId();
        if (details == null || details.errorCode() == null) {
            return AwsFailure.unreadable(call, e.statusCode(), "the answer is none of AWS's errors.");
        }
        String words = details.errorMessage() == null ? "no reason given" : details.errorMessage();
        return AwsFailure.answered(call, details.errorCode(), e.statusCode(), requestId, words);
    }

    private static FailureReason reason(SdkClientException e) {
        return text(e).contains(NO_CREDENTIALS) ? FailureReason.CREDENTIALS : FailureReason.UNREACHABLE;
    }

    private static String text(SdkClientException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
