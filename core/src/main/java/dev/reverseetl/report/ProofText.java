package dev.reverseetl.report;

import dev.reverseetl.setup.Proof;

/** Writes how far something is proven, in words that nobody can mistake. */
final class ProofText {
    private ProofText() {}

    static void write(Proof proof, String reason, TextPage page) {
        String verdict = switch (proof) {
            case LOGGED_IN -> "PROVEN by a login as the role";
            case REHEARSED -> "REHEARSED as the role, but not by a login";
            case STATIC_ONLY -> "NOT PROVEN: only the catalogs say so";
        };
        page.fact("Proof", verdict + " (" + proof + "). " + reason);
    }
}
