package dev.reverseetl.spi;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something to be done outside of PostgreSQL, as a value: a plan shows it, a journal keeps it, and a provider takes it
 * and takes it back. Two steps are the same if code and parameters are. Immutable and thread-safe; holds no secret.
 */
public final class ExternalStep {
    /** When a step is taken. */
    public enum Order {
        /** Before the statements, which need it. Taken back if they fail. */
        BEFORE_SQL,
        /** Once the statements are committed, such as what lets Segment in. */
        AFTER_SQL
    }

    private final String code;
    private final Order order;
    private final String what;
    private final String why;
    private final String call;
    private final Optional<String> undoCall;
    private final Map<String, String> parameters;
    private final Optional<ByHand> byHand;
    private final boolean makesRole;

    ExternalStep(ExternalStepBuilder builder) {
        this.code = builder.code;
        this.order = builder.order;
        this.what = builder.what;
        this.why = builder.why;
        this.call = builder.call;
        this.undoCall = builder.undoCall;
        this.parameters = Map.copyOf(builder.parameters);
        this.byHand = builder.byHand;
        this.makesRole = builder.makesRole;
    }

    /**
     * Begins a step.
     *
     * @param code a stable code in upper case for the kind of step, such as {@code AUTHORIZE_INGRESS}
     * @param order when it is taken
     * @return a builder
     */
    public static ExternalStepBuilder of(String code, Order order) {
        return new ExternalStepBuilder(code, order);
    }

    /** {@return a stable code for the kind of step} */
    public String code() {
        return code;
    }

    /** {@return when the step is taken} */
    public Order order() {
        return order;
    }

    /** {@return what the step does, as a sentence without a full stop} */
    public String what() {
        return what;
    }

    /** {@return why it is needed, as a sentence} */
    public String why() {
        return why;
    }

    /** {@return the exact call, best as the command that a person would type} */
    public String call() {
        return call;
    }

    /** {@return the call that undoes it, or nothing where nothing does} */
    public Optional<String> undoCall() {
        return undoCall;
    }

    /** {@return what the provider needs to take the step, and to take it back in another process; sorted by name} */
    public Map<String, String> parameters() {
        return new TreeMap<>(parameters);
    }

    /**
     * Returns a parameter.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException if the step has no such parameter, as one from a newer version of the plug-in
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The step " + code + " has no parameter \"" + name + "\"");
        }
        return value;
    }

    /** {@return who must take it and why, where the provider can't} */
    public Optional<ByHand> byHand() {
        return byHand;
    }

    /**
     * {@return whether the step makes the role that Segment logs in as, because the provider's servers let nobody
     * create roles by SQL}
     */
    public boolean makesRole() {
        return makesRole;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExternalStep step && code.equals(step.code) && parameters.equals(step.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, parameters);
    }

    /** {@return what the step does, and its call} */
    @Override
    public String toString() {
        return what + ": " + call;
    }

    /**
     * Why somebody else must take a step, and who. Immutable and thread-safe.
     *
     * @param who who can, in words
     * @param reason why the provider can't, as a sentence
     */
    public record ByHand(String who, String reason) {
        /**
         * Checks that nothing is missing.
         *
         * @param who who can
         * @param reason why the provider can't
         */
        public ByHand {
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
