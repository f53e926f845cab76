package dev.reverseetl.provider.rds;

import java.util.Optional;

/**
 * A route of a route table.
 *
 * @param destination the addresses; absent for a prefix list, whose addresses the table doesn't tell
 * @param target the gateway, interface or connection, such as {@code igw-0123}, {@code nat-0123} or {@code local}
 * @param active whether the target exists; a blackhole otherwise
 */
record Route(Optional<CidrRange> destination, String target, boolean active) {
    boolean leadsToInternetGateway() {
        return target.startsWith("igw-");
    }
}
