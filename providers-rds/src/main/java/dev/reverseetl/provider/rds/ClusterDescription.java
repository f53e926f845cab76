package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster as RDS describes it. Its instances know the rest.
 *
 * @param cluster the cluster without what others know
 * @param subnetGroup the name of its subnet group, or empty
 */
record ClusterDescription(RdsDatabase cluster, String subnetGroup) {
    static ClusterDescription of(XmlElement element) {
        return new ClusterDescription(RdsRecords.cluster(element), element.text("DBSubnetGroup"));
    }

    /**
     * Returns the cluster with what others know.
     *
     * @param instances its instances by identifier, as far as they are known
     * @param subnets its subnet group
     */
    RdsDatabase with(Map<String, RdsDatabase> instances, SubnetGroup subnets) {
        Optional<RdsDatabase> writer = cluster.members().stream()
                .filter(ClusterMember::writer)
                .flatMap(member -> Optional.ofNullable(instances.get(member.identifier())).stream())
                .findFirst();
        return new RdsDatabase(
                cluster.kind(),
                cluster.identifier(),
                cluster.status(),
                cluster.engine(),
                cluster.engineVersion(),
                cluster.endpoints(),
                new Placement(
                        isPublic(writer), cluster.placement().securityGroupIds(), subnets.vpcId(), subnets.subnetIds()),
                cluster.resourceId(),
                cluster.iamAuthentication(),
                caCertificateId(writer),
                cluster.parameterGroup(),
                cluster.replicaSource(),
                cluster.members().stream()
                        .map(member -> member.at(Optional.ofNullable(instances.get(member.identifier()))
                                .flatMap(instance -> instance.endpoints().writer())))
                        .toList(),
                cluster.cluster());
    }

    /** RDS tells it of a Multi-AZ cluster as a whole, but only of the instances of an Aurora cluster. */
    private boolean isPublic(Optional<RdsDatabase> writer) {
        return cluster.kind() == Kind.AURORA_CLUSTER
                ? writer.filter(instance -> instance.placement().publiclyAccessible())
                        .isPresent()
                : cluster.placement().publiclyAccessible();
    }

    private String caCertificateId(Optional<RdsDatabase> writer) {
        return cluster.caCertificateId().isEmpty()
                ? writer.map(RdsDatabase::caCertificateId).orElse("")
                : cluster.caCertificateId();
    }
}
