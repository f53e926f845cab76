package dev.reverseetl.provider.rds;

import java.util.List;
import java.util.Optional;

/**
 * An instance or a cluster, as far as a source needs to know it.
 *
 * @param kind what it is
 * @param identifier the instance's or cluster's identifier
 * @param status such as {@code available}
 * @param engine {@code postgres} or {@code aurora-postgresql}; others are not for us
 * @param engineVersion such as {@code 16.4}
 * @param endpoints its names
 * @param placement its place in the network; an Aurora cluster is as public as its writer
 * @param resourceId what an IAM policy calls it, such as {@code db-ABC} or {@code cluster-ABC}
 * @param iamAuthentication whether IAM tokens are accepted
 * @param caCertificateId the certificate authority, such as {@code rds-ca-rsa2048-g1}, or empty
 * @param parameterGroup the parameter group of the instance or cluster, or empty
 * @param replicaSource what it is a read replica of
 * @param members a cluster's instances
 * @param cluster the cluster that an instance belongs to
 */
record RdsDatabase(
        Kind kind,
        String identifier,
        String status,
        String engine,
        String engineVersion,
        DatabaseEndpoints endpoints,
        Placement placement,
        String resourceId,
        boolean iamAuthentication,
        String caCertificateId,
        String parameterGroup,
        Optional<String> replicaSource,
        List<ClusterMember> members,
        Optional<String> cluster) {

    RdsDatabase {
        members = List.copyOf(members);
    }

    enum Kind {
        INSTANCE,
        AURORA_CLUSTER,
        MULTI_AZ_CLUSTER
    }
}
