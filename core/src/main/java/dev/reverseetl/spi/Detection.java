package dev.reverseetl.spi;

import java.util.List;
import java.util.Objects;

/**
 * How sure a provider is that a server is its own, and why. Immutable and thread-safe.
 *
 * @param certainty how sure it is
 * @param evidence each piece of evidence, for or against, as a phrase such as {@code the schema "_heroku" exists}
 */
public record Detection(Certainty certainty, List<String> evidence) {
    /** How sure a provider is; the highest wins. */
    public enum Certainty {
        /** The server is another's, or nothing says that it is this provider's. */
        NO,
        /** It looks so, and could be something else that looks alike. */
        LIKELY,
        /** Nothing else has these marks. */
        CERTAIN
    }

    /**
     * Copies the evidence.
     *
     * @param certainty how sure the provider is
     * @param evidence each piece of evidence
     */
    public Detection {
        Objects.requireNonNull(certainty, "certainty");
        evidence = List.copyOf(evidence);
    }

    /**
     * Says that the server is not this provider's.
     *
     * @param evidence what speaks against it, or what was looked for in vain
     * @return the detection
     */
    public static Detection no(String... evidence) {
        return new Detection(Certainty.NO, List.of(evidence));
    }

    /** {@return whether the provider takes the server for its own} */
    public boolean matches() {
        return certainty != Certainty.NO;
    }
}
