package dev.reverseetl.provider.rds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A route table.
 *
 * @param id such as {@code rtb-0123}
 * @param main whether subnets without a table of their own use it
 * @param subnetIds the subnets that are associated with it by name
 * @param routes its routes
 */
record RouteTable(String id, boolean main, List<String> subnetIds, List<Route> routes) {
    RouteTable {
        subnetIds = List.copyOf(subnetIds);
        routes = List.copyOf(routes);
    }

    /** Returns the route that traffic to a range takes: the most specific one wins. */
    Optional<Route> routeTo(CidrRange range) {
        return routes.stream()
                .filter(route ->
                        route.destination().filter(d -> d.contains(range)).isPresent())
                .max(Comparator.comparingInt(
                        route -> route.destination().orElseThrow().prefixBits()));
    }
}
