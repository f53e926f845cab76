package dev.reverseetl.report;

import dev.reverseetl.gate.GateResult;

/**
 * Renders a {@link GateResult}. Opens no connection, and shows no secret. All renderings are deterministic, and nothing
 * that a name or a message contains acts as markup in them. The methods may be called by any number of threads.
 */
public final class GateReport {
    private GateReport() {}

    /**
     * Returns the result for people: the audit as {@link PermissionReport#text} has it, and behind it what closes the
     * gate and what the comparison with the contract has found, if there is any of it.
     *
     * @param result the gate's result
     * @return the text, ending with a line break
     */
    public static String text(GateResult result) {
        return new GateText(result).write();
    }

    /**
     * Returns the result as a JSON object, indented: the audit in the format {@code reverse-etl-audit} that
     * {@code docs/json.md} describes and {@code docs/audit-report.schema.json} defines, with the member {@code gate}.
     *
     * @param result the gate's result
     * @return the JSON, ending with a line break
     */
    public static String json(GateResult result) {
        return AuditJson.write(result);
    }

    /**
     * Returns the result as Markdown of GitHub's and GitLab's kind, to be put into a comment: at most 60,000
     * characters, since GitHub takes 65,536.
     *
     * @param result the gate's result
     * @return the Markdown, ending with a line break
     */
    public static String markdown(GateResult result) {
        return new GateMarkdown(result).write();
    }

    /**
     * Returns the problems as SARIF 2.1.0, as code scanning takes it. Known problems are suppressed results.
     *
     * @param result the gate's result
     * @return the JSON, ending with a line break
     * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">OASIS: SARIF 2.1.0</a>
     */
    public static String sarif(GateResult result) {
        return new GateSarif(result).write();
    }

    /**
     * Returns the result as XML of JUnit's kind: a test case for each model and one for the role, which fails if
     * something closes the gate.
     *
     * @param result the gate's result
     * @return the XML, ending with a line break
     */
    public static String junit(GateResult result) {
        return new GateJunit(result).write();
    }
}
