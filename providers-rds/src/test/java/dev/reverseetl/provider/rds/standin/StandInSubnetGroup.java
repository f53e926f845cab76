package dev.reverseetl.provider.rds.standin;

import java.util.List;

/**
 * A DB subnet group. Its subnets are all that the stand-in knows of a VPC's.
 *
 * @param name the group's name, such as {@code default}
 * @param vpcId the VPC
 * @param subnetIds its subnets
 */
public record StandInSubnetGroup(String name, String vpcId, List<String> subnetIds) {
    /** Copies the list. */
    public StandInSubnetGroup {
        subnetIds = List.copyOf(subnetIds);
    }
}
