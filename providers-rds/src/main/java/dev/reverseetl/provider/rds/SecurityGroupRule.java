package dev.reverseetl.provider.rds;

import java.util.Map;
import java.util.Optional;

/**
 * A rule of a security group, as EC2 describes it.
 *
 * @param id such as {@code sgr-0123}
 * @param groupId the security group
 * @param egress whether the rule is about outgoing traffic
 * @param ipProtocol {@code tcp}, {@code udp}, a number, or {@code -1} for all
 * @param fromPort first port, or -1
 * @param toPort last port, or -1
 * @param range the addresses; absent if the rule is about a prefix list or another security group
 * @param description free text, or empty
 * @param tags the rule's tags
 */
record SecurityGroupRule(
        String id,
        String groupId,
        boolean egress,
        String ipProtocol,
        int fromPort,
        int toPort,
        Optional<CidrRange> range,
        String description,
        Map<String, String> tags) {

    SecurityGroupRule {
        tags = Map.copyOf(tags);
    }

    /** Tells whether connections from a range to a TCP port are let in by this rule alone. */
    boolean admits(int port, CidrRange wanted) {
        return !egress && hasPort(port) && range.filter(r -> r.contains(wanted)).isPresent();
    }

    boolean hasTag(OwnerTag tag) {
        return tag.value().equals(tags.get(tag.key()));
    }

    private boolean hasPort(int port) {
        return switch (ipProtocol) {
            case "-1" -> true;
            case "tcp", "6" -> fromPort <= port && port <= toPort;
            default -> false;
        };
    }
}
