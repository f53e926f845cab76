package dev.reverseetl.provider.rds.standin;

import java.util.List;

/**
 * A network ACL.
 *
 * @param id such as {@code acl-1}
 * @param vpcId the VPC
 * @param subnetIds the subnets that it filters
 * @param entries its entries; those that deny everything at the end are added in answers
 */
public record StandInNetworkAcl(String id, String vpcId, List<String> subnetIds, List<Entry> entries) {
    /** Copies the lists. */
    public StandInNetworkAcl {
        subnetIds = List.copyOf(subnetIds);
        entries = List.copyOf(entries);
    }

    /** An ACL as every VPC has it: everything may pass. */
    public static StandInNetworkAcl open(String id, String vpcId, List<String> subnetIds) {
        return new StandInNetworkAcl(
                id,
                vpcId,
                subnetIds,
                List.of(
                        new Entry(100, false, "-1", "allow", "0.0.0.0/0", 0, 0),
                        new Entry(100, true, "-1", "allow", "0.0.0.0/0", 0, 0)));
    }

    /**
     * An entry.
     *
     * @param ruleNumber the order; the lowest first
     * @param egress whether it is about outgoing traffic
     * @param protocol {@code 6} for TCP, {@code -1} for all, which has no ports
     * @param ruleAction {@code allow} or {@code deny}
     * @param cidr the addresses at the other end
     * @param fromPort first port
     * @param toPort last port
     */
    public record Entry(
            int ruleNumber,
            boolean egress,
            String protocol,
            String ruleAction,
            String cidr,
            int fromPort,
            int toPort) {}
}
