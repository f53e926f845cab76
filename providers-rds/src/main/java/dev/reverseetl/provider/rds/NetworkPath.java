package dev.reverseetl.provider.rds;

import java.util.List;
import java.util.Optional;

/**
 * What lies between the internet and a database.
 *
 * @param publiclyAccessible whether the database has a public address
 * @param subnets the subnets that it may be in; a failover can move it to any of them
 */
record NetworkPath(boolean publiclyAccessible, List<SubnetPath> subnets) {
    NetworkPath {
        subnets = List.copyOf(subnets);
    }

    /**
     * One subnet.
     *
     * @param subnetId such as {@code subnet-0123}
     * @param routeTable its route table, or its VPC's main one
     * @param networkAcl its network ACL
     */
    record SubnetPath(String subnetId, Optional<RouteTable> routeTable, Optional<NetworkAcl> networkAcl) {}
}
