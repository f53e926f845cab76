package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.reverseetl.provider.rds.EndpointMatch.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The instances and clusters of a region. */
final class RdsDatabases {
    /** Names that neither an instance nor a cluster of the region has. */
    private static final Set<EndpointName.Kind> NO_DATABASES = Set.of(
            EndpointName.Kind.PROXY,
            EndpointName.Kind.PROXY_ENDPOINT,
            EndpointName.Kind.LIMITLESS_SHARD_GROUP,
            EndpointName.Kind.GLOBAL_WRITER);

    private static final QueryRequest INSTANCES = request("DescribeDBInstances");
    private static final QueryRequest CLUSTERS = request("DescribeDBClusters");

    private final QueryApi rds;

    RdsDatabases(QueryApi rds) {
        this.rds = rds;
    }

    /** Returns an instance; empty if there is none. */
    Optional<RdsDatabase> instance(String identifier) {
        return ifThere(INSTANCES.with("DBInstanceIdentifier", identifier), this::instances);
    }

    /** Returns an Aurora or Multi-AZ cluster; empty if there is none. */
    Optional<RdsDatabase> cluster(String identifier) {
        return ifThere(CLUSTERS.with("DBClusterIdentifier", identifier), this::clusters)
                .map(this::cluster);
    }

    /**
     * Returns the database that a host name leads to, in any case and with or without a closing dot. Asks for one
     * database if the name tells which, for all of the region otherwise.
     */
    Optional<EndpointMatch> atEndpoint(String host) {
        Optional<EndpointName> name = EndpointName.parse(host);
        if (name.filter(n -> NO_DATABASES.contains(n.kind())).isPresent()) {
            return Optional.empty();
        }
        return name.flatMap(n -> atName(n, host)).or(() -> firstCluster(host)).or(() -> firstInstance(host));
    }

    private Optional<EndpointMatch> atName(EndpointName name, String host) {
        return switch (name.kind()) {
            case INSTANCE -> instance(name.id()).flatMap(instance -> memberOrAlone(instance, host));
            case CLUSTER_WRITER, CLUSTER_READER -> cluster(name.id()).flatMap(cluster -> match(cluster, host));
            // A custom endpoint's name has its own identifier, not the cluster's.
            default -> Optional.empty();
        };
    }

    private Optional<EndpointMatch> firstCluster(String host) {
        return clusters(CLUSTERS).stream()
                .filter(description -> match(description.cluster(), host).isPresent())
                .findFirst()
                .flatMap(description -> match(cluster(description), host));
    }

    private Optional<EndpointMatch> firstInstance(String host) {
        return instances(INSTANCES).stream()
                .filter(instance -> match(instance, host).isPresent())
                .findFirst()
                .flatMap(instance -> memberOrAlone(instance, host));
    }

    private Optional<EndpointMatch> memberOrAlone(RdsDatabase instance, String host) {
        return match(instance, host)
                .map(match -> instance.cluster()
                        .flatMap(this::cluster)
                        .map(cluster -> new EndpointMatch(cluster, Role.MEMBER))
                        .orElse(match));
    }

    private static Optional<EndpointMatch> match(RdsDatabase database, String host) {
        DatabaseEndpoints endpoints = database.endpoints();
        Predicate<Endpoint> leadsHere = endpoint -> endpoint.hasAddress(host);
        return endpoints
                .writer()
                .filter(leadsHere)
                .map(e -> new EndpointMatch(database, Role.WRITER))
                .or(() -> endpoints.reader().filter(leadsHere).map(e -> new EndpointMatch(database, Role.READER)))
                .or(() -> endpoints.custom().stream()
                        .filter(leadsHere)
                        .findFirst()
                        .map(e -> new EndpointMatch(database, Role.CUSTOM)));
    }

    private RdsDatabase cluster(ClusterDescription description) {
        QueryRequest request = INSTANCES.filteredBy(
                "db-cluster-id", List.of(description.cluster().identifier()));
        // Between two pages an instance may move from one to the other.
        Map<String, RdsDatabase> instances = instances(request).stream()
                .collect(toUnmodifiableMap(RdsDatabase::identifier, instance -> instance, (first, second) -> first));
        return description.with(instances, subnetGroup(description, instances));
    }

    /** The instances are in the cluster's subnet group and tell more about it than its name. */
    private SubnetGroup subnetGroup(ClusterDescription description, Map<String, RdsDatabase> instances) {
        return instances.values().stream()
                .map(RdsDatabase::placement)
                .filter(placement -> !placement.vpcId().isEmpty())
                .map(placement -> new SubnetGroup(placement.vpcId(), placement.subnetIds()))
                .findFirst()
                .or(() -> subnetGroup(description.subnetGroup()))
                .orElse(SubnetGroup.UNKNOWN);
    }

    private Optional<SubnetGroup> subnetGroup(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : ifThere(
                        request("DescribeDBSubnetGroups").with("DBSubnetGroupName", name),
                        request -> rds.callForAll(request, "DBSubnetGroups", "DBSubnetGroup", SubnetGroup::of));
    }

    private List<RdsDatabase> instances(QueryRequest request) {
        return rds.callForAll(request, "DBInstances", "DBInstance", RdsRecords::instance);
    }

    private List<ClusterDescription> clusters(QueryRequest request) {
        return rds.callForAll(request, "DBClusters", "DBCluster", ClusterDescription::of);
    }

    private static <T> Optional<T> ifThere(QueryRequest request, Function<QueryRequest, List<T>> call) {
        try {
            return call.apply(request).stream().findFirst();
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static QueryRequest request(String action) {
        return QueryRequest.of(QueryService.RDS, action);
    }
}
