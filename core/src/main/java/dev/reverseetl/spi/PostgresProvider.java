package dev.reverseetl.spi;

import dev.reverseetl.postgres.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs the server: recognises its databases, and adds what is outside of PostgreSQL to the plan.
 *
 * <p>Life of a provider: it is created anew for each verb, so its constructor does no work. {@link #detect} is asked
 * for every provider that is found; the others are called only for the one that is chosen, first {@link #advise} while
 * a plan is made, then {@link #perform} for each of its steps while the plan is applied, and {@link #undo} when it is
 * taken back, perhaps by another process. All calls come from the thread that called the verb, one after the other. An
 * instance that the caller made and handed to the set-up's builder is used by every verb of that set-up, also of
 * several threads, so it has to be thread-safe.
 *
 * <p>A method fails by throwing. A {@link dev.reverseetl.ReverseEtlException} is shown as it is; of anything else only
 * the class is shown, since its message may hold a secret, and it becomes the cause. No finding, step, outcome or
 * message may hold a secret: plans, journals and undo records are kept in clear.
 */
public interface PostgresProvider {
    /**
     * Returns the name that the builder's {@code provider(String)}, plans and undo records know the provider by.
     *
     * @return lower-case letters, digits and hyphens, beginning with a letter, at most 40; never changed, since undo
     *     records are kept
     */
    String id();

    /**
     * Decides between providers that recognise a server equally well, such as one whose servers are run by another: the
     * highest wins.
     *
     * @return the priority; 0 unless overridden
     */
    default int priority() {
        return 0;
    }

    /**
     * Returns what the server is to be asked, so that {@link #detect} and {@link #advise} can decide. All of it costs
     * one round trip.
     *
     * @param target the role and the managed schema
     * @return the questions; none unless overridden
     */
    default List<Probe> probes(SetupTarget target) {
        return List.of();
    }

    /**
     * Tells whether the server is one of this provider's. Reads nothing but what it is given.
     *
     * @param facts the server, with the answers to {@link #probes}
     * @return how sure it is, and why
     */
    Detection detect(ServerFacts facts);

    /**
     * Looks at what is outside of PostgreSQL, and says what stands in the way and what has to be done. May ask the
     * provider's interface; changes nothing. It is called with no transaction open.
     *
     * @param request what is to be reached
     * @param context the time that is left
     * @return findings and steps; nothing unless overridden
     */
    default ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
        return ProviderAdvice.none();
    }

    /**
     * Takes a step. It may have been taken already, by another process or by this one before it died: then nothing may
     * be doubled. What is made should carry {@link ProviderContext#runId()}, so that {@link #undo} can tell it from
     * what others made.
     *
     * @param step a step that {@link #advise} gave
     * @param context the run, and the time that is left
     * @return what was made, for {@link #undo}
     */
    default StepOutcome perform(ExternalStep step, ProviderContext context) {
        throw new UnsupportedOperationException(id() + " has no step " + step.code());
    }

    /**
     * Takes a step back. It may have been taken back already, or never been taken: if the process died in the middle of
     * {@link #perform}, the outcome isn't known.
     *
     * @param step the step
     * @param outcome what {@link #perform} returned, or nothing if that isn't known
     * @param context the run that took the step, and the time that is left
     * @return what was done; what isn't certain to be the run's own is left alone, with a finding
     */
    default UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
        throw new UnsupportedOperationException(id() + " has no step " + step.code());
    }

    /**
     * Gives the role another password, where the provider chooses passwords. The old one stops working, at once or
     * soon.
     *
     * @param request the server and the role, which exists
     * @param context the time that is left
     * @return the new password, or nothing if the provider has no part in passwords; that unless overridden
     */
    default Optional<Secret> rotatePassword(ProviderRequest request, ProviderContext context) {
        return Optional.empty();
    }
}
