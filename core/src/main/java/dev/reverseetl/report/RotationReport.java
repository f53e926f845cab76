package dev.reverseetl.report;

import dev.reverseetl.setup.Rotation;

/**
 * Renders a {@link Rotation}. Opens no connection, and shows no secret. Both renderings are deterministic. The methods
 * may be called by any number of threads.
 */
public final class RotationReport {
    private static final String FORMAT = "reverse-etl-rotation";

    private RotationReport() {}

    /**
     * Returns the rotation for people. Plain text as {@link PlanReport#text} has it.
     *
     * @param rotation the rotation
     * @return the text, ending with a line break
     */
    public static String text(Rotation rotation) {
        TextPage page = new TextPage("ROTATION: the role has its new password");
        page.fact("Database", rotation.database().quoted());
        page.fact("Role", rotation.role().quoted());
        page.fact(
                "Login",
                rotation.loggedIn()
                        ? "PROVEN: a login with it succeeded"
                        : "NOT PROVEN: no login with it was possible, or none was tried");
        page.fact("Next", "Give it to Segment and to all else that logs in as the role; the old one is gone.");
        FindingText findings = new FindingText(page);
        findings.blockersAndWarnings(rotation.findings());
        findings.notices(rotation.findings());
        return page.toString();
    }

    /**
     * Returns the rotation as a JSON object, indented, in the format {@code reverse-etl-rotation} that
     * {@code docs/json.md} describes.
     *
     * @param rotation the rotation
     * @return the JSON, ending with a line break
     */
    public static String json(Rotation rotation) {
        return JsonReport.write(FORMAT, json -> {
            json.text("database", rotation.database().value());
            json.text("role", rotation.role().value());
            json.flag("logged-in", rotation.loggedIn());
            json.findings(rotation.findings());
        });
    }
}
