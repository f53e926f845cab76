package dev.reverseetl.provider.rds;

/**
 * Whether the credentials permit a change, as AWS says without making it.
 *
 * @param granted whether they do
 * @param reason AWS's words if they don't; empty otherwise
 */
record Permission(boolean granted, String reason) {
    static final Permission GRANTED = new Permission(true, "");
}
