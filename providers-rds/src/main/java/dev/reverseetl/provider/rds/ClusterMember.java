package dev.reverseetl.provider.rds;

import java.util.Optional;

/**
 * An instance of a cluster.
 *
 * @param identifier the instance's identifier
 * @param writer whether it is the one that writes
 * @param endpoint its own endpoint, if RDS tells
 */
record ClusterMember(String identifier, boolean writer, Optional<Endpoint> endpoint) {
    ClusterMember at(Optional<Endpoint> known) {
        return new ClusterMember(identifier, writer, known);
    }
}
