package dev.reverseetl.gate;

import dev.reverseetl.audit.ModelAudit;
import dev.reverseetl.audit.ModelShape;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The shape that a model had when it was recorded: what those who work with its rows rely on. Immutable and
 * thread-safe.
 *
 * @param name the model's name
 * @param identifier the columns that tell its rows apart
 * @param query a digest of the query's text
 * @param runs whether the role had all that it needs to run the model
 * @param shape its columns, and what it stands on
 */
public record ModelContract(String name, List<String> identifier, String query, boolean runs, ModelShape shape) {
    /**
     * Takes a copy of the list.
     *
     * @param name the model's name
     * @param identifier the columns that tell its rows apart
     * @param query a digest of the query's text
     * @param runs whether the role could run it
     * @param shape its columns, and what it stands on
     */
    public ModelContract {
        identifier = List.copyOf(identifier);
    }

    /** Returns what an audit found, or nothing if the query couldn't be resolved. */
    static Optional<ModelContract> of(Model model, ModelAudit audit) {
        return audit.shape()
                .map(shape -> new ModelContract(
                        model.name(),
                        identifier(model),
                        digest(model.query()),
                        audit.verdict().isPassed(),
                        shape));
    }

    static List<String> identifier(Model model) {
        return model.identifierColumns().stream().map(Identifier::value).toList();
    }

    static String digest(String query) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
