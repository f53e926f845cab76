package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import java.util.List;
import java.util.Optional;

/** Takes from RDS's descriptions what a source needs to know. Anything may be missing there. */
final class RdsRecords {
    private RdsRecords() {}

    static RdsDatabase instance(XmlElement instance) {
        return new RdsDatabase(
                Kind.INSTANCE,
                instance.text("DBInstanceIdentifier"),
                instance.text("DBInstanceStatus"),
                instance.text("Engine"),
                instance.text("EngineVersion"),
                new DatabaseEndpoints(
                        instance.child("Endpoint").flatMap(RdsRecords::endpoint), Optional.empty(), List.of()),
                placement(
                        instance,
                        instance.child("DBSubnetGroup").map(SubnetGroup::of).orElse(SubnetGroup.UNKNOWN)),
                instance.text("DbiResourceId"),
                instance.isTrue("IAMDatabaseAuthenticationEnabled"),
                instance.text("CACertificateIdentifier"),
                instance.items("DBParameterGroups", "DBParameterGroup").stream()
                        .findFirst()
                        .map(group -> group.text("DBParameterGroupName"))
                        .orElse(""),
                instance.optionalText("ReadReplicaSourceDBInstanceIdentifier")
                        .or(() -> instance.optionalText("ReadReplicaSourceDBClusterIdentifier")),
                List.of(),
                instance.optionalText("DBClusterIdentifier"));
    }

    /** Reads a cluster, as far as it can be known without its instances and its subnet group. */
    static RdsDatabase cluster(XmlElement cluster) {
        String engine = cluster.text("Engine");
        int port = cluster.number("Port", 0);
        return new RdsDatabase(
                engine.startsWith("aurora") ? Kind.AURORA_CLUSTER : Kind.MULTI_AZ_CLUSTER,
                cluster.text("DBClusterIdentifier"),
                cluster.text("Status"),
                engine,
                cluster.text("EngineVersion"),
                new DatabaseEndpoints(
                        cluster.optionalText("Endpoint").map(address -> new Endpoint(address, port)),
                        cluster.optionalText("ReaderEndpoint").map(address -> new Endpoint(address, port)),
                        cluster.items("CustomEndpoints", "member").stream()
                                .map(address -> new Endpoint(address.text(), port))
                                .toList()),
                placement(cluster, SubnetGroup.UNKNOWN),
                cluster.text("DbClusterResourceId"),
                cluster.isTrue("IAMDatabaseAuthenticationEnabled"),
                cluster.child("CertificateDetails")
                        .map(details -> details.text("CAIdentifier"))
                        .orElse(""),
                cluster.text("DBClusterParameterGroup"),
                cluster.optionalText("ReplicationSourceIdentifier"),
                cluster.items("DBClusterMembers", "DBClusterMember").stream()
                        .map(member -> new ClusterMember(
                                member.text("DBInstanceIdentifier"),
                                member.isTrue("IsClusterWriter"),
                                Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    private static Optional<Endpoint> endpoint(XmlElement endpoint) {
        return endpoint.optionalText("Address").map(address -> new Endpoint(address, endpoint.number("Port", 0)));
    }

    private static Placement placement(XmlElement database, SubnetGroup subnetGroup) {
        return new Placement(
                database.isTrue("PubliclyAccessible"),
                database.items("VpcSecurityGroups", "VpcSecurityGroupMembership").stream()
                        // A group that is being removed lets nobody in for long.
                        .filter(group -> !group.text("Status").equals("removing"))
                        .map(group -> group.text("VpcSecurityGroupId"))
                        .toList(),
                subnetGroup.vpcId(),
                subnetGroup.subnetIds());
    }
}
