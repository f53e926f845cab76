package dev.reverseetl.provider.rds.standin;

import java.util.List;

/**
 * A route table.
 *
 * @param id such as {@code rtb-1}
 * @param vpcId the VPC
 * @param main whether the VPC's subnets use it that have none of their own
 * @param subnetIds the subnets that are associated with it by name
 * @param routes its routes; that to the VPC itself is added in answers
 */
public record StandInRouteTable(String id, String vpcId, boolean main, List<String> subnetIds, List<Route> routes) {
    /** Copies the lists. */
    public StandInRouteTable {
        subnetIds = List.copyOf(subnetIds);
        routes = List.copyOf(routes);
    }

    /**
     * A route.
     *
     * @param destination such as {@code 0.0.0.0/0}
     * @param target such as {@code igw-1} or {@code nat-1}
     * @param state {@code active} or {@code blackhole}
     */
    public record Route(String destination, String target, String state) {
        /** A route to all of IPv4 by an internet gateway. */
        public static Route toInternet() {
            return new Route("0.0.0.0/0", "igw-1", "active");
        }
    }
}
