package dev.reverseetl.tracking;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a model. Immutable and thread-safe.
 *
 * @param model the model's name
 * @param rows how many rows the state has
 * @param stateBytes how much room the state takes on the server, indexes included
 * @param pendingBytes how much room the changes take that a run has found and not yet acknowledged
 * @param lastAcknowledged when a run was last acknowledged, by the server's clock
 * @param holder who runs the model now, if anybody does
 */
public record ModelState(
        String model,
        long rows,
        long stateBytes,
        long pendingBytes,
        Optional<Instant> lastAcknowledged,
        Optional<String> holder) {
    /**
     * Checks that nothing is missing.
     *
     * @param model the model's name
     * @param rows its rows
     * @param stateBytes bytes of the state
     * @param pendingBytes bytes of the changes
     * @param lastAcknowledged when
     * @param holder who
     */
    public ModelState {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(lastAcknowledged, "lastAcknowledged");
        Objects.requireNonNull(holder, "holder");
    }
}
