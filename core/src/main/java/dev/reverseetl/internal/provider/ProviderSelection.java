package dev.reverseetl.internal.provider;

import dev.reverseetl.spi.PostgresProvider;
import java.util.List;
import java.util.Optional;

/**
 * Which provider the caller wants: one that it made, one by its id, or whichever recognises the server.
 *
 * @param instance the one that the caller made
 * @param id the id of the one wanted
 */
public record ProviderSelection(Optional<PostgresProvider> instance, Optional<String> id) {
    /** The id that stands for no plug-in: any PostgreSQL. */
    public static final String GENERIC = "generic";

    /** Returns the selection of whichever recognises the server. */
    public static ProviderSelection detected() {
        return new ProviderSelection(Optional.empty(), Optional.empty());
    }

    /** Returns the selection of one that the caller made. */
    public static ProviderSelection of(PostgresProvider instance) {
        return new ProviderSelection(Optional.of(instance), Optional.empty());
    }

    /** Returns the selection of one by its id. */
    public static ProviderSelection of(String id) {
        return new ProviderSelection(Optional.empty(), Optional.of(id));
    }

    /** Tells whether the caller chose. */
    public boolean isExplicit() {
        return instance.isPresent() || id.isPresent();
    }

    /** Returns those that can be chosen, and those that broke. */
    public Candidates candidates() {
        if (instance.isPresent()) {
            return new Candidates(List.of(instance.get()), List.of());
        }
        if (id.isEmpty()) {
            return Candidates.load();
        }
        return id.get().equals(GENERIC)
                ? new Candidates(List.of(), List.of())
                : Candidates.load().only(id.get());
    }

    /** Returns the provider that an undo record names. */
    public PostgresProvider byId(String wanted) {
        return instance.filter(given -> given.id().equals(wanted))
                .orElseGet(() -> Candidates.load().only(wanted).providers().get(0));
    }
}
