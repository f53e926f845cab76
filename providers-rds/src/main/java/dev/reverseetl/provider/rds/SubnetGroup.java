package dev.reverseetl.provider.rds;

import java.util.List;

/**
 * Where a database may be in the network.
 *
 * @param vpcId the VPC, or empty if RDS doesn't tell
 * @param subnetIds the subnets
 */
record SubnetGroup(String vpcId, List<String> subnetIds) {
    static final SubnetGroup UNKNOWN = new SubnetGroup("", List.of());

    SubnetGroup {
        subnetIds = List.copyOf(subnetIds);
    }

    static SubnetGroup of(XmlElement group) {
        return new SubnetGroup(
                group.text("VpcId"),
                group.items("Subnets", "Subnet").stream()
                        .map(subnet -> subnet.text("SubnetIdentifier"))
                        .toList());
    }
}
