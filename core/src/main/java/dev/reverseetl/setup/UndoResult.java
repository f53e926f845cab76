package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import java.util.List;

/**
 * What {@link ReverseEtlSourceSetup#undo} did. Immutable and thread-safe.
 *
 * @param statements the statements that were run, and after them the calls to the provider, in their order
 * @param findings what was not needed any more, or left alone, and why
 */
public record UndoResult(List<String> statements, List<Finding> findings) {
    /**
     * Copies the lists.
     *
     * @param statements the statements that were run
     * @param findings what was left alone
     */
    public UndoResult {
        statements = List.copyOf(statements);
        findings = List.copyOf(findings);
    }
}
