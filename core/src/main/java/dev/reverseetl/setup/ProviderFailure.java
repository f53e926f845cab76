package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.spi.PostgresProvider;

/**
 * What a plug-in threw, fit to be shown: our own exceptions as they are, of all others only the class.
 *
 * @param problem what went wrong, as a phrase without a full stop
 * @param remedy what can be done
 */
record ProviderFailure(String problem, String remedy) {
    static ProviderFailure of(PostgresProvider provider, Throwable failure) {
        if (failure instanceof ReverseEtlException ours) {
            String message = String.valueOf(ours.getMessage());
            String problem = message.endsWith(ours.remedy())
                    ? message.substring(0, message.length() - ours.remedy().length())
                    : message;
            return new ProviderFailure(problem.strip().replaceFirst("\\.$", ""), ours.remedy());
        }
        return new ProviderFailure(
                "the plug-in " + provider.getClass().getName() + " threw "
                        + failure.getClass().getName(),
                "Look at the cause and at the plug-in's documentation.");
    }

    /** Tells whether it ends the verb, whatever the plug-in was about. */
    static boolean endsTheVerb(RuntimeException failure) {
        return failure instanceof ReverseEtlException ours
                && (ours.code() == ErrorCode.DEADLINE_EXCEEDED || ours.code() == ErrorCode.INTERRUPTED);
    }

    Finding toBlocker(PostgresProvider provider) {
        return new Finding(
                "PROVIDER_FAILED",
                Severity.BLOCKER,
                "The provider \"" + provider.id() + "\" could not find out what stands between Segment and the server: "
                        + problem + ".",
                remedy + " Or leave the provider out with provider(\"generic\"), and see to the network yourself.");
    }
}
