package dev.reverseetl.provider.rds;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;

/** What a failed call to AWS means to the caller. */
final class AwsProblem {
    private AwsProblem() {}

    /** Returns what failed, as a phrase without a full stop. */
    static String of(AwsFailure failure) {
        return String.valueOf(failure.getMessage()).strip().replaceFirst("\\.$", "");
    }

    static void refuseInterrupted(AwsFailure failure) {
        if (failure.reason() == FailureReason.INTERRUPTED) {
            throw new ReverseEtlException(
                    ErrorCode.INTERRUPTED,
                    "The calling thread was interrupted while AWS was asked.",
                    "Call again when the thread may go on.",
                    failure);
        }
    }

    static ReverseEtlException toException(AwsFailure failure) {
        refuseInterrupted(failure);
        return new ReverseEtlException(ErrorCode.PROVIDER_FAILED, of(failure) + ".", remedy(failure), failure);
    }

    private static String remedy(AwsFailure failure) {
        return switch (failure.reason()) {
            case NOT_AUTHORIZED ->
                "Give the credentials the policy that the README names, or have somebody who has it run the call.";
            case CREDENTIALS -> "Renew the credentials, or give others with RdsProvider.builder().credentials(…).";
            case LIMIT_EXCEEDED ->
                "Remove rules that nobody needs from the security group, or have its quota of rules raised.";
            case NOT_FOUND -> "Plan again: the security group is gone.";
            default -> "Try it again when AWS can be reached.";
        };
    }
}
