package dev.reverseetl.internal.provider;

import dev.reverseetl.Finding;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import java.util.List;
import java.util.Optional;

/**
 * Whose server it is.
 *
 * @param provider the provider, or nothing for a generic PostgreSQL
 * @param detection what it recognises the server by
 * @param facts what it was asked with
 * @param findings what is to be told about the choice
 */
public record Recognition(
        Optional<PostgresProvider> provider, Detection detection, ServerFacts facts, List<Finding> findings) {
    /** Copies the list. */
    public Recognition {
        findings = List.copyOf(findings);
    }

    /** Returns the provider's id. */
    public String id() {
        return provider.map(PostgresProvider::id).orElse(ProviderSelection.GENERIC);
    }
}
