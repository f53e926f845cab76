package dev.reverseetl.spi;

import dev.reverseetl.segment.SegmentEndpoint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider is asked to make possible. Immutable and thread-safe.
 *
 * @param facts the server, with the answers to the provider's probes
 * @param target the role and the managed schema
 * @param roleExists whether the role exists already
 * @param segmentEndpoint what Segment will connect to, where it is known
 * @param allowedRanges the address ranges that Segment connects from, in CIDR notation
 */
public record ProviderRequest(
        ServerFacts facts,
        SetupTarget target,
        boolean roleExists,
        Optional<SegmentEndpoint> segmentEndpoint,
        List<String> allowedRanges) {
    /**
     * Copies the ranges.
     *
     * @param facts the server
     * @param target the role and the managed schema
     * @param roleExists whether the role exists already
     * @param segmentEndpoint what Segment will connect to
     * @param allowedRanges the address ranges that Segment connects from
     */
    public ProviderRequest {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(segmentEndpoint, "segmentEndpoint");
        allowedRanges = List.copyOf(allowedRanges);
    }
}
