package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Takes from the SDK's types what a source needs to know. Anything may be missing there. */
final class RdsRecords {
    private RdsRecords() {}

    static RdsDatabase instance(DBInstance instance) {
        return new RdsDatabase(
                Kind.INSTANCE,
                text(instance.dbInstanceIdentifier()),
                text(instance.dbInstanceStatus()),
                text(instance.engine()),
                text(instance.engineVersion()),
                new DatabaseEndpoints(endpoint(instance), Optional.empty(), List.of()),
                placement(
                        isTrue(instance.publiclyAccessible()),
                        instance.vpcSecurityGroups(),
                        Optional.ofNullable(instance.dbSubnetGroup())),
                text(instance.dbiResourceId()),
                isTrue(instance.iamDatabaseAuthenticationEnabled()),
                text(instance.caCertificateIdentifier()),
                instance.dbParameterGroups().stream()
                        .findFirst()
                        .map(group -> text(group.dbParameterGroupName()))
                        .orElse(""),
                Optional.ofNullable(instance.readReplicaSourceDBInstanceIdentifier())
                        .or(() -> Optional.ofNullable(instance.readReplicaSourceDBClusterIdentifier())),
                List.of(),
                Optional.ofNullable(instance.dbClusterIdentifier()));
    }

    /**
     * Reads a cluster.
     *
     * @param cluster the cluster
     * @param instances its instances by identifier, as far as they are known
     * @param subnetGroup its subnet group
     */
    static RdsDatabase cluster(
            DBCluster cluster, Map<String, DBInstance> instances, Optional<DBSubnetGroup> subnetGroup) {
        boolean aurora = text(cluster.engine()).startsWith("aurora");
        List<ClusterMember> members = cluster.dbClusterMembers().stream()
                .map(member -> new ClusterMember(
                        text(member.dbInstanceIdentifier()),
                        isTrue(member.isClusterWriter()),
                        Optional.ofNullable(instances.get(member.dbInstanceIdentifier()))
                                .flatMap(RdsRecords::endpoint)))
                .toList();
        Optional<DBInstance> writer = members.stream()
                .filter(ClusterMember::writer)
                .flatMap(member -> Optional.ofNullable(instances.get(member.identifier())).stream())
                .findFirst();
        int port = cluster.port() == null ? 0 : cluster.port();
        return new RdsDatabase(
                aurora ? Kind.AURORA_CLUSTER : Kind.MULTI_AZ_CLUSTER,
                text(cluster.dbClusterIdentifier()),
                text(cluster.status()),
                text(cluster.engine()),
                text(cluster.engineVersion()),
                new DatabaseEndpoints(
                        Optional.ofNullable(cluster.endpoint()).map(address -> new Endpoint(address, port)),
                        Optional.ofNullable(cluster.readerEndpoint()).map(address -> new Endpoint(address, port)),
                        cluster.customEndpoints().stream()
                                .map(address -> new Endpoint(address, port))
                                .toList()),
                placement(isPublic(cluster, aurora, writer), cluster.vpcSecurityGroups(), subnetGroup),
                text(cluster.dbClusterResourceId()),
                isTrue(cluster.iamDatabaseAuthenticationEnabled()),
                ca(cluster, writer),
                text(cluster.dbClusterParameterGroup()),
                Optional.ofNullable(cluster.replicationSourceIdentifier()),
                members,
                Optional.empty());
    }

    /** RDS tells it of a Multi-AZ cluster as a whole, but only of the instances of an Aurora cluster. */
    private static boolean isPublic(DBCluster cluster, boolean aurora, Optional<DBInstance> writer) {
        return aurora
                ? writer.filter(instance -> isTrue(instance.publiclyAccessible()))
                        .isPresent()
                : isTrue(cluster.publiclyAccessible());
    }

    private static String ca(DBCluster cluster, Optional<DBInstance> writer) {
        return Optional.ofNullable(cluster.certificateDetails())
                .map(details -> text(details.caIdentifier()))
                .filter(id -> !id.isEmpty())
                .or(() -> writer.map(instance -> text(instance.caCertificateIdentifier())))
                .orElse("");
    }

    private static Optional<Endpoint> endpoint(DBInstance instance) {
        return Optional.ofNullable(instance.endpoint())
                .filter(endpoint -> endpoint.address() != null)
                .map(endpoint -> new Endpoint(endpoint.address(), endpoint.port() == null ? 0 : endpoint.port()));
    }

    private static Placement placement(
            boolean publiclyAccessible,
            List<VpcSecurityGroupMembership> securityGroups,
            Optional<DBSubnetGroup> subnetGroup) {
        return new Placement(
                publiclyAccessible,
                securityGroups.stream()
                        // A group that is being removed lets nobody in for long.
                        .filter(group -> !"removing".equals(group.status()))
                        .map(group -> text(group.vpcSecurityGroupId()))
                        .toList(),
                subnetGroup.map(group -> text(group.vpcId())).orElse(""),
                subnetGroup.map(DBSubnetGroup::subnets).orElse(List.of()).stream()
                        .map(subnet -> text(subnet.subnetIdentifier()))
                        .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
