package dev.reverseetl.provider.rds.standin;

import java.util.Map;

/**
 * A rule of a security group.
 *
 * @param id such as {@code sgr-1}
 * @param egress whether it is about outgoing traffic
 * @param ipProtocol {@code tcp}, or {@code -1} for all
 * @param fromPort first port, or -1
 * @param toPort last port, or -1
 * @param cidr the addresses
 * @param description free text, or empty
 * @param tags its tags
 */
public record StandInRule(
        String id,
        boolean egress,
        String ipProtocol,
        int fromPort,
        int toPort,
        String cidr,
        String description,
        Map<String, String> tags) {
    /** Copies the tags. */
    public StandInRule {
        tags = Map.copyOf(tags);
    }

    boolean isLike(StandInRule other) {
        return egress == other.egress
                && ipProtocol.equals(other.ipProtocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && cidr.equals(other.cidr);
    }
}
