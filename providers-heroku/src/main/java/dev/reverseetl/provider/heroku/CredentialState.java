package dev.reverseetl.provider.heroku;

/** Where a credential is in its life, in Heroku's words. */
enum CredentialState {
    /** {@code wait_for_provisioning}, {@code provisioning}, {@code enabling}: it is being made. */
    PENDING,
    /** {@code active}. */
    ACTIVE,
    /** {@code rotating}, {@code rotation_completed}: it is getting another password. */
    ROTATING,
    /** {@code revoking}, {@code revoked}, {@code archived}: it is being destroyed. */
    GOING,
    /** A word that came later than this library. */
    UNKNOWN;

    static CredentialState of(String word) {
        return switch (word) {
            case "wait_for_provisioning", "provisioning", "enabling" -> PENDING;
            case "active" -> ACTIVE;
            case "rotating", "rotation_completed" -> ROTATING;
            case "revoking", "revoked", "archived" -> GOING;
            default -> UNKNOWN;
        };
    }

    boolean isUsable() {
        return this == ACTIVE || this == ROTATING;
    }
}
