package dev.reverseetl.setup;

import dev.reverseetl.spi.ExternalStep;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run made outside of PostgreSQL, or was about to make.
 *
 * @param provider the id of the plug-in that takes it back
 * @param step the step
 * @param outcome what the plug-in said of it, or nothing if that isn't known
 */
record ExternalChange(String provider, ExternalStep step, Optional<Map<String, String>> outcome) {
    ExternalChange {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(step, "step");
        outcome = outcome.map(Map::copyOf);
    }
}
