package dev.reverseetl.audit.internal;

import dev.reverseetl.model.Model;
import java.util.Optional;

/**
 * A model whose names the server has resolved, or why it couldn't.
 *
 * @param model the model
 * @param query the parse tree, with all schemas of the role's search path usable; empty where it doesn't bind
 * @param today what the role itself gets to see
 * @param failure why it doesn't bind
 */
record BoundModel(Model model, Optional<TreeNode> query, Today today, Optional<BindFailure> failure) {
    /** What becomes of the query's names when the role resolves them, with the schemas that it may use. */
    enum Today {
        /** The same. */
        SAME,
        /** Some of them are other objects. */
        OTHER,
        /** Some of them are nothing. */
        NOTHING
    }

    static BoundModel bound(Model model, TreeNode tree, Today today) {
        return new BoundModel(model, Optional.of(tree), today, Optional.empty());
    }

    static BoundModel failed(Model model, BindFailure failure) {
        return new BoundModel(model, Optional.empty(), Today.NOTHING, Optional.of(failure));
    }

    /**
     * Why a query doesn't bind.
     *
     * @param sqlState the SQLSTATE
     * @param message the server's message
     * @param hint what the server suggests; may be empty
     * @param position the character of the query, from 1; 0 if not known
     */
    record BindFailure(String sqlState, String message, String hint, int position) {}
}
