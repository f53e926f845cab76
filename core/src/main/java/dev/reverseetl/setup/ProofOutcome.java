package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import java.util.List;

/**
 * What was proven, and why not more.
 *
 * @param proof how far
 * @param reason why it is this and not more, as a sentence
 * @param findings what the login brought to light
 */
record ProofOutcome(Proof proof, String reason, List<Finding> findings) {}
