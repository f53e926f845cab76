package dev.reverseetl.provider.rds;

import java.util.List;

/**
 * Where a database is in the network.
 *
 * @param publiclyAccessible whether its name leads to a public address from outside the VPC
 * @param securityGroupIds the security groups in effect
 * @param vpcId the VPC, or empty if RDS doesn't tell
 * @param subnetIds the subnets of its subnet group
 */
record Placement(boolean publiclyAccessible, List<String> securityGroupIds, String vpcId, List<String> subnetIds) {
    Placement {
        securityGroupIds = List.copyOf(securityGroupIds);
        subnetIds = List.copyOf(subnetIds);
    }
}
