package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.provider.rds.standin.RecordedRequest;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInCluster;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import dev.reverseetl.provider.rds.standin.StandInSubnetGroup;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Filter;

/** Our requests are those of the SDK's client, and we read the same from the answers. */
class RdsClientComparisonTest {
    private final StandInAccount account = TestAws.account()
            .add(new StandInSubnetGroup("default", "vpc-1", List.of("subnet-a", "subnet-b")))
            .add(StandInInstance.postgres("shop")
                    .securityGroups("sg-1", "sg-2")
                    .iamAuthentication(true)
                    .set("ReadReplicaSourceDBInstanceIdentifier", "main"))
            .add(StandInCluster.aurora("sky")
                    .members("sky-1", "sky-2")
                    .customEndpoints("bi.example", "ml.example")
                    .set("ReplicationSourceIdentifier", "arn:aws:rds:x"))
            .add(StandInInstance.aurora("sky-1", "sky"))
            .add(StandInInstance.aurora("sky-2", "sky"))
            .addParameterGroup("default.postgres", Map.of("rds.force_ssl", "1"))
            .addParameterGroup("default.aurora-postgresql", Map.of("rds.force_ssl", "0"));
    private final TestAws aws = TestAws.start(account);
    private final RdsDatabases ours = aws.access().databases();
    private final RdsClient sdk = RdsClient.builder()
            .region(Region.of(TestAws.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(TestAws.credentials(account)))
            .endpointOverride(aws.standIn().endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @AfterEach
    void close() {
        sdk.close();
        aws.close();
    }

    @Test
    void readsTheSameOfInstances() {
        DBInstance theirs = sdk.describeDBInstances(r -> r.dbInstanceIdentifier("shop"))
                .dbInstances()
                .get(0);
        RdsDatabase instance = ours.instance("shop").orElseThrow();

        assertThat(instance.identifier()).isEqualTo(theirs.dbInstanceIdentifier());
        assertThat(instance.status()).isEqualTo(theirs.dbInstanceStatus());
        assertThat(instance.engine()).isEqualTo(theirs.engine());
        assertThat(instance.engineVersion()).isEqualTo(theirs.engineVersion());
        assertThat(instance.endpoints().writer())
                .contains(new Endpoint(
                        theirs.endpoint().address(), theirs.endpoint().port()));
        assertThat(instance.placement().publiclyAccessible()).isEqualTo(theirs.publiclyAccessible());
        assertThat(instance.placement().vpcId())
                .isEqualTo(theirs.dbSubnetGroup().vpcId());
        assertThat(instance.placement().subnetIds())
                .isEqualTo(theirs.dbSubnetGroup().subnets().stream()
                        .map(subnet -> subnet.subnetIdentifier())
                        .toList());
        assertThat(instance.placement().securityGroupIds())
                .isEqualTo(theirs.vpcSecurityGroups().stream()
                        .map(group -> group.vpcSecurityGroupId())
                        .toList());
        assertThat(instance.resourceId()).isEqualTo(theirs.dbiResourceId());
        assertThat(instance.iamAuthentication()).isEqualTo(theirs.iamDatabaseAuthenticationEnabled());
        assertThat(instance.caCertificateId()).isEqualTo(theirs.caCertificateIdentifier());
        assertThat(instance.parameterGroup())
                .isEqualTo(theirs.dbParameterGroups().get(0).dbParameterGroupName());
        assertThat(instance.replicaSource()).contains(theirs.readReplicaSourceDBInstanceIdentifier());
    }

    @Test
    void readsTheSameOfClusters() {
        DBCluster theirs = sdk.describeDBClusters(r -> r.dbClusterIdentifier("sky"))
                .dbClusters()
                .get(0);
        RdsDatabase cluster = ours.cluster("sky").orElseThrow();

        assertThat(cluster.identifier()).isEqualTo(theirs.dbClusterIdentifier());
        assertThat(cluster.status()).isEqualTo(theirs.status());
        assertThat(cluster.endpoints().writer()).contains(new Endpoint(theirs.endpoint(), theirs.port()));
        assertThat(cluster.endpoints().reader()).contains(new Endpoint(theirs.readerEndpoint(), theirs.port()));
        assertThat(cluster.endpoints().custom())
                .extracting(Endpoint::address)
                .isEqualTo(theirs.customEndpoints())
                .hasSize(2);
        assertThat(cluster.resourceId()).isEqualTo(theirs.dbClusterResourceId());
        assertThat(cluster.parameterGroup()).isEqualTo(theirs.dbClusterParameterGroup());
        assertThat(cluster.replicaSource()).contains(theirs.replicationSourceIdentifier());
        assertThat(cluster.members())
                .extracting(ClusterMember::identifier)
                .isEqualTo(theirs.dbClusterMembers().stream()
                        .map(member -> member.dbInstanceIdentifier())
                        .toList());
        assertThat(cluster.members())
                .extracting(ClusterMember::writer)
                .isEqualTo(theirs.dbClusterMembers().stream()
                        .map(member -> member.isClusterWriter())
                        .toList());
    }

    @Test
    void asksAsTheClientDoes() {
        account.pageSize(1);
        assertThat(ours.instance("shop")).isPresent();
        assertThat(ours.cluster("sky")).isPresent();
        List<Map<String, String>> asked = parametersOf(aws.standIn().requests());

        theClientsCalls(sdk);

        assertThat(parametersOf(aws.standIn().requests()).subList(asked.size(), asked.size() * 2))
                .isEqualTo(asked);
    }

    private static void theClientsCalls(RdsClient sdk) {
        sdk.describeDBInstances(r -> r.dbInstanceIdentifier("shop"));
        sdk.describeDBClusters(r -> r.dbClusterIdentifier("sky"));
        Consumer<Object> read = one -> {};
        sdk.describeDBInstancesPaginator(r -> r.filters(
                        Filter.builder().name("db-cluster-id").values("sky").build()))
                .dbInstances()
                .forEach(read);
    }

    private static List<Map<String, String>> parametersOf(List<RecordedRequest> requests) {
        return requests.stream().map(RecordedRequest::parameters).toList();
    }
}
