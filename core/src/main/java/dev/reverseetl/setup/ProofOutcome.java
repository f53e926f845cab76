package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was proven, and why not more.
 *
 * @param proof how far
 * @param reason why it is this and not more, as a sentence
 * @param findings what the login brought to light
 */
record ProofOutcome(Proof proof, String reason, List<Finding> findings) {
    ProofOutcome with(Finding more) {
        return new ProofOutcome(
                proof, reason, Stream.concat(findings.stream(), Stream.of(more)).toList());
    }
}
