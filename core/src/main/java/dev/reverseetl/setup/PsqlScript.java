package dev.reverseetl.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * Renders a plan as a psql script that does what {@code apply} does: the same statements, in one transaction, under the
 * same lock.
 */
final class PsqlScript {
    private PsqlScript() {}

    static String of(SetupPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("-- " + comment(plan.toString()));
        lines.add("-- Run as the administrator the plan was made with: psql -v ON_ERROR_STOP=1 -f this-file");
        boolean verifier = plan.steps().stream().anyMatch(step -> !step.isForeign() && needsVerifier(step));
        if (verifier) {
            lines.add(
                    "-- and -v verifier=..., the SCRAM-SHA-256 verifier of the role's password (PasswordVerifier computes it).");
        }
        lines.add("\\set ON_ERROR_STOP on");
        lines.add("\\encoding UTF8");
        lines.add("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;");
        lines.add("SET LOCAL search_path TO pg_catalog, pg_temp;");
        lines.add("SET LOCAL lock_timeout TO '10s';");
        lines.add("SELECT pg_catalog.pg_advisory_xact_lock(" + SetupLock.KEY + ");");
        for (PlanStep step : plan.steps()) {
            lines.add("");
            lines.add("-- " + comment(step.what()) + ". " + comment(step.why()));
            if (step.isExternal()) {
                lines.add("-- NOT RUN HERE: it is outside of PostgreSQL"
                        + (step.isForeign()
                                ? ", for "
                                        + comment(step.foreign().orElseThrow().who())
                                : "") + ".");
                lines.add("-- " + comment(step.action()));
            } else if (step.foreign().isPresent() || step.isWaiting()) {
                step.foreign()
                        .ifPresent(foreign -> lines.add("-- NOT RUN HERE: to be run by " + comment(foreign.who())
                                + ", since " + comment(foreign.reason())));
                if (step.isWaiting()) {
                    lines.add("-- NOT RUN HERE: a statement above must be run by somebody else first.");
                }
                lines.add("-- " + comment(step.action()) + ";");
            } else {
                lines.add(step.action() + ";");
            }
        }
        lines.add("");
        lines.add("COMMIT;");
        return String.join("\n", lines) + "\n";
    }

    private static boolean needsVerifier(PlanStep step) {
        return step instanceof SqlStep sql && !sql.change().sql("").equals(sql.action());
    }

    /** A name may hold line breaks, which would end the comment. */
    private static String comment(String text) {
        return text.replaceAll("\\R", " ");
    }
}
