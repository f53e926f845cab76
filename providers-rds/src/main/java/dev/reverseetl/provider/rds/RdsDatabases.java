package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.reverseetl.provider.rds.EndpointMatch.Role;
import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.Parameter;

/** The instances and clusters of a region. */
final class RdsDatabases {
    /** Names that neither an instance nor a cluster of the region has. */
    private static final Set<EndpointName.Kind> NO_DATABASES = Set.of(
            EndpointName.Kind.PROXY,
            EndpointName.Kind.PROXY_ENDPOINT,
            EndpointName.Kind.LIMITLESS_SHARD_GROUP,
            EndpointName.Kind.GLOBAL_WRITER);

    private final RdsClient rds;
    private final RdsCalls calls;

    RdsDatabases(RdsClient rds, RdsCalls calls) {
        this.rds = rds;
        this.calls = calls;
    }

    /** Returns an instance; empty if there is none. */
    Optional<RdsDatabase> instance(String identifier) {
        return describeInstance(identifier).map(RdsRecords::instance);
    }

    /** Returns an Aurora or Multi-AZ cluster; empty if there is none. */
    Optional<RdsDatabase> cluster(String identifier) {
        return describeCluster(identifier).map(this::cluster);
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

    /** Reads the parameters of a database's parameter group that matter for a source. */
    ParameterSettings parameters(RdsDatabase database) {
        String group = database.parameterGroup();
        if (group.isEmpty()) {
            return new ParameterSettings(Map.of());
        }
        List<Parameter> parameters = database.kind() == Kind.INSTANCE
                ? calls.call(
                        "DescribeDBParameters",
                        () ->
                                rds
                                        .describeDBParametersPaginator(r -> r.dbParameterGroupName(group))
                                        .parameters()
                                        .stream()
                                        .toList())
                : calls.call(
                        "DescribeDBClusterParameters",
                        () -> rds
                                .describeDBClusterParametersPaginator(r -> r.dbClusterParameterGroupName(group))
                                .parameters()
                                .stream()
                                .toList());
        return new ParameterSettings(parameters.stream()
                .filter(p -> p.parameterValue() != null && ParameterSettings.isOfInterest(p.parameterName()))
                .collect(toUnmodifiableMap(Parameter::parameterName, Parameter::parameterValue)));
    }

    private Optional<EndpointMatch> atName(EndpointName name, String host) {
        return switch (name.kind()) {
            case INSTANCE -> describeInstance(name.id()).flatMap(instance -> match(instance, host));
            case CLUSTER_WRITER, CLUSTER_READER -> cluster(name.id()).flatMap(cluster -> match(cluster, host));
            // A custom endpoint's name has its own identifier, not the cluster's.
            default -> Optional.empty();
        };
    }

    private Optional<EndpointMatch> firstCluster(String host) {
        List<DBCluster> clusters = calls.call(
                "DescribeDBClusters",
                () -> rds.describeDBClustersPaginator().dbClusters().stream()
                        .filter(cluster -> addresses(cluster).anyMatch(isFor(host)))
                        .toList());
        return clusters.stream().findFirst().flatMap(cluster -> match(cluster(cluster), host));
    }

    private Optional<EndpointMatch> firstInstance(String host) {
        List<DBInstance> instances = calls.call(
                "DescribeDBInstances",
                () -> rds.describeDBInstancesPaginator().dbInstances().stream()
                        .filter(instance ->
                                match(RdsRecords.instance(instance), host).isPresent())
                        .toList());
        return instances.stream().findFirst().flatMap(instance -> match(instance, host));
    }

    private Optional<EndpointMatch> match(DBInstance instance, String host) {
        RdsDatabase alone = RdsRecords.instance(instance);
        return match(alone, host)
                .map(match -> alone.cluster()
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

    private RdsDatabase cluster(DBCluster cluster) {
        Map<String, DBInstance> instances = calls.call(
                "DescribeDBInstances",
                () -> rds
                        .describeDBInstancesPaginator(r -> r.filters(Filter.builder()
                                .name("db-cluster-id")
                                .values(cluster.dbClusterIdentifier())
                                .build()))
                        .dbInstances()
                        .stream()
                        .collect(toUnmodifiableMap(DBInstance::dbInstanceIdentifier, instance -> instance)));
        return RdsRecords.cluster(cluster, instances, subnetGroup(cluster, instances));
    }

    /** The instances are in the cluster's subnet group and tell more about it than its name. */
    private Optional<DBSubnetGroup> subnetGroup(DBCluster cluster, Map<String, DBInstance> instances) {
        return instances.values().stream()
                .map(instance -> Optional.ofNullable(instance.dbSubnetGroup()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.ofNullable(cluster.dbSubnetGroup()).flatMap(this::describeSubnetGroup));
    }

    private Optional<DBInstance> describeInstance(String identifier) {
        return ifThere(
                "DescribeDBInstances",
                () -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(identifier))
                        .dbInstances());
    }

    private Optional<DBCluster> describeCluster(String identifier) {
        return ifThere(
                "DescribeDBClusters",
                () -> rds.describeDBClusters(r -> r.dbClusterIdentifier(identifier))
                        .dbClusters());
    }

    private Optional<DBSubnetGroup> describeSubnetGroup(String name) {
        return ifThere(
                "DescribeDBSubnetGroups",
                () -> rds.describeDBSubnetGroups(r -> r.dbSubnetGroupName(name)).dbSubnetGroups());
    }

    private <T> Optional<T> ifThere(String action, Supplier<List<T>> sdkCall) {
        try {
            return calls.call(action, sdkCall).stream().findFirst();
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Stream<Endpoint> addresses(DBCluster cluster) {
        return Stream.concat(
                        Stream.of(
                                        Optional.ofNullable(cluster.endpoint()),
                                        Optional.ofNullable(cluster.readerEndpoint()))
                                .flatMap(Optional::stream),
                        cluster.customEndpoints().stream())
                .map(address -> new Endpoint(address, 0));
    }

    private static Predicate<Endpoint> isFor(String host) {
        return endpoint -> endpoint.hasAddress(host);
    }
}
