package dev.reverseetl.spi;

import dev.reverseetl.spi.ExternalStep.ByHand;
import dev.reverseetl.spi.ExternalStep.Order;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Builds an {@link ExternalStep}. Not thread-safe; can be used again after {@link #build()}. Unless set, a step has no
 * parameters, nothing undoes it, the provider takes it itself, and it doesn't make the role.
 */
public final class ExternalStepBuilder {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    final String code;
    final Order order;
    final Map<String, String> parameters = new TreeMap<>();
    String what = "";
    String why = "";
    String call = "";
    Optional<String> undoCall = Optional.empty();
    Optional<ByHand> byHand = Optional.empty();
    boolean makesRole;

    ExternalStepBuilder(String code, Order order) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "The step's code \"" + code + "\" must be upper-case letters, digits and underscores");
        }
        this.code = code;
        this.order = Objects.requireNonNull(order, "order");
    }

    /**
     * Says what the step does.
     *
     * @param sentence a sentence without a full stop
     * @return this builder
     */
    public ExternalStepBuilder what(String sentence) {
        what = Objects.requireNonNull(sentence, "sentence");
        return this;
    }

    /**
     * Says why it is needed.
     *
     * @param sentence a sentence
     * @return this builder
     */
    public ExternalStepBuilder why(String sentence) {
        why = Objects.requireNonNull(sentence, "sentence");
        return this;
    }

    /**
     * Shows the exact call.
     *
     * @param text best the command that a person would type; no secret
     * @return this builder
     */
    public ExternalStepBuilder call(String text) {
        call = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Shows the call that undoes it.
     *
     * @param text best the command that a person would type; no secret
     * @return this builder
     */
    public ExternalStepBuilder undoCall(String text) {
        undoCall = Optional.of(text);
        return this;
    }

    /**
     * Adds a parameter.
     *
     * @param name its name
     * @param value its value; no secret
     * @return this builder
     */
    public ExternalStepBuilder parameter(String name, String value) {
        parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Leaves the step to somebody else.
     *
     * @param who who can take it, in words
     * @param reason why the provider can't, as a sentence
     * @return this builder
     */
    public ExternalStepBuilder byHand(String who, String reason) {
        byHand = Optional.of(new ByHand(who, reason));
        return this;
    }

    /**
     * Says that the step makes the role that Segment logs in as. The plan then doesn't create it by SQL, and takes
     * nothing for granted that only a member of the role could do. Undoing leaves the role as long as something in the
     * database has to do with it that the run didn't add.
     *
     * @return this builder
     */
    public ExternalStepBuilder makesRole() {
        makesRole = true;
        return this;
    }

    /**
     * Builds the step.
     *
     * @return the step
     * @throws IllegalArgumentException if it doesn't say what it does, why, or by which call, or if it makes the role
     *     after the statements, which need it
     */
    public ExternalStep build() {
        if (what.isBlank() || why.isBlank() || call.isBlank()) {
            throw new IllegalArgumentException("The step " + code + " must say what it does, why, and by which call");
        }
        if (makesRole && order != Order.BEFORE_SQL) {
            throw new IllegalArgumentException("The step " + code + " makes the role, so it must come before the SQL");
        }
        return new ExternalStep(this);
    }
}
