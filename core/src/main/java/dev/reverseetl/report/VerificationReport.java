package dev.reverseetl.report;

import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.Verification;

/**
 * Renders a {@link Verification}. Opens no connection, and shows no secret. Both renderings are deterministic. The
 * methods may be called by any number of threads.
 */
public final class VerificationReport {
    private static final String FORMAT = "reverse-etl-verification";

    private VerificationReport() {}

    /**
     * Returns the verification for people: whether all of it holds, and else what is missing. Plain text as
     * {@link PlanReport#text} has it, but without notices: a verification is repeated, and they ask for nothing.
     *
     * @param verification the verification
     * @return the text, ending with a line break
     */
    public static String text(Verification verification) {
        TextPage page = new TextPage("VERIFICATION: " + verdict(verification));
        page.fact("Database", verification.database().quoted());
        page.fact("Role", verification.role().quoted());
        page.fact("Managed schema", verification.managedSchema().quoted());
        page.fact("Missing", missing(verification.missing().size()));
        ModelCounts.write(verification.audit(), "as things are", page);
        ProofText.write(verification.proof(), verification.proofReason(), page);
        new FindingText(page).blockersAndWarnings(verification.findings());
        new StepText(page)
                .ahead("STEPS that would make it hold again; nothing has been changed", verification.missing());
        return page.toString();
    }

    private static String verdict(Verification verification) {
        if (!verification.holds()) {
            return "IT DOES NOT HOLD";
        }
        return verification.proof() == Proof.STATIC_ONLY ? "it holds as far as the catalogs tell" : "it holds";
    }

    private static String missing(int steps) {
        return switch (steps) {
            case 0 -> "nothing";
            case 1 -> "1 step";
            default -> steps + " steps";
        };
    }

    /**
     * Returns the verification as a JSON object, indented, in the format {@code reverse-etl-verification} that
     * {@code docs/json.md} describes.
     *
     * @param verification the verification
     * @return the JSON, ending with a line break
     */
    public static String json(Verification verification) {
        return JsonReport.write(FORMAT, json -> {
            json.text("database", verification.database().value());
            json.text("role", verification.role().value());
            json.text("managed-schema", verification.managedSchema().value());
            json.flag("holds", verification.holds());
            json.text("proof", verification.proof().name());
            json.text("proof-reason", verification.proofReason());
            json.steps("missing", verification.missing());
            json.findings(verification.findings());
            AuditJson.part(json, verification.audit());
        });
    }
}
