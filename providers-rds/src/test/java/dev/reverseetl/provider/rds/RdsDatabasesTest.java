package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.provider.rds.EndpointMatch.Role;
import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import dev.reverseetl.provider.rds.standin.RecordedRequest;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInCluster;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import dev.reverseetl.provider.rds.standin.StandInSubnetGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsDatabasesTest {
    private static final String CUSTOM = "bi.cluster-custom-c0ffee.us-east-1.rds.amazonaws.com";

    private final StandInAccount account = TestAws.account()
            .add(new StandInSubnetGroup("default", "vpc-1", List.of("subnet-a", "subnet-b")))
            .add(StandInInstance.postgres("shop").securityGroups("sg-1", "sg-2").iamAuthentication(true))
            .add(StandInInstance.postgres("local").endpoint("localhost", 15432))
            .add(StandInInstance.postgres("copy").set("ReadReplicaSourceDBInstanceIdentifier", "shop"))
            .add(StandInCluster.aurora("sky")
                    .members("sky-1", "sky-2")
                    .securityGroups("sg-3")
                    .customEndpoints(CUSTOM))
            .add(StandInInstance.aurora("sky-1", "sky").publiclyAccessible(true))
            .add(StandInInstance.aurora("sky-2", "sky").publiclyAccessible(false))
            .add(StandInCluster.multiAz("three").members("three-1"))
            .add(StandInInstance.postgres("three-1").set("DBClusterIdentifier", "three"));
    private final TestAws aws = TestAws.start(account);
    private final RdsDatabases databases = aws.access().databases();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void readsInstance() {
        assertThat(databases.instance("SHOP"))
                .contains(new RdsDatabase(
                        Kind.INSTANCE,
                        "shop",
                        "available",
                        "postgres",
                        "16.4",
                        new DatabaseEndpoints(
                                Optional.of(new Endpoint("shop.c0ffee.us-east-1.rds.amazonaws.com", 5432)),
                                Optional.empty(),
                                List.of()),
                        new Placement(true, List.of("sg-1", "sg-2"), "vpc-1", List.of("subnet-a", "subnet-b")),
                        "db-SHOP",
                        true,
                        "rds-ca-rsa2048-g1",
                        "default.postgres",
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void readsWhatAReplicaReplicates() {
        assertThat(databases.instance("copy").orElseThrow().replicaSource()).contains("shop");
    }

    @Test
    void readsAuroraCluster() {
        assertThat(databases.cluster("sky"))
                .contains(new RdsDatabase(
                        Kind.AURORA_CLUSTER,
                        "sky",
                        "available",
                        "aurora-postgresql",
                        "16.4",
                        new DatabaseEndpoints(
                                Optional.of(new Endpoint("sky.cluster-c0ffee.us-east-1.rds.amazonaws.com", 5432)),
                                Optional.of(new Endpoint("sky.cluster-ro-c0ffee.us-east-1.rds.amazonaws.com", 5432)),
                                List.of(new Endpoint(CUSTOM, 5432))),
                        new Placement(true, List.of("sg-3"), "vpc-1", List.of("subnet-a", "subnet-b")),
                        "cluster-SKY",
                        false,
                        "rds-ca-rsa2048-g1",
                        "default.aurora-postgresql",
                        Optional.empty(),
                        List.of(
                                new ClusterMember(
                                        "sky-1",
                                        true,
                                        Optional.of(new Endpoint("sky-1.c0ffee.us-east-1.rds.amazonaws.com", 5432))),
                                new ClusterMember(
                                        "sky-2",
                                        false,
                                        Optional.of(new Endpoint("sky-2.c0ffee.us-east-1.rds.amazonaws.com", 5432)))),
                        Optional.empty()));
    }

    @Test
    void isAsPublicAsTheWriter() {
        account.add(StandInCluster.aurora("sky").members("sky-2", "sky-1"));

        assertThat(databases.cluster("sky").orElseThrow().placement().publiclyAccessible())
                .isFalse();
    }

    @Test
    void readsMultiAzCluster() {
        RdsDatabase cluster = databases.cluster("three").orElseThrow();

        assertThat(cluster.kind()).isEqualTo(Kind.MULTI_AZ_CLUSTER);
        assertThat(cluster.placement().publiclyAccessible()).isTrue();
    }

    @Test
    void asksForSubnetGroupOfClusterWithoutInstances() {
        account.add(StandInCluster.aurora("empty"));

        RdsDatabase cluster = databases.cluster("empty").orElseThrow();

        assertThat(cluster.placement().vpcId()).isEqualTo("vpc-1");
        assertThat(cluster.placement().publiclyAccessible()).isFalse();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(databases.instance("nobody")).isEmpty();
        assertThat(databases.cluster("shop")).isEmpty();
        assertThat(databases.atEndpoint("db.example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shop.c0ffee.us-east-1.rds.amazonaws.com, shop, WRITER",
        "SHOP.C0FFEE.us-east-1.RDS.amazonaws.com., shop, WRITER",
        "localhost, local, WRITER",
        "sky.cluster-c0ffee.us-east-1.rds.amazonaws.com, sky, WRITER",
        "sky.cluster-ro-c0ffee.us-east-1.rds.amazonaws.com, sky, READER",
        "BI.cluster-custom-c0ffee.us-east-1.rds.amazonaws.com, sky, CUSTOM",
        "sky-2.c0ffee.us-east-1.rds.amazonaws.com, sky, MEMBER",
        "three.cluster-c0ffee.us-east-1.rds.amazonaws.com, three, WRITER",
    })
    void findsDatabaseOfHost(String host, String identifier, Role role) {
        account.pageSize(1);

        EndpointMatch match = databases.atEndpoint(host).orElseThrow();

        assertThat(match.database().identifier()).isEqualTo(identifier);
        assertThat(match.role()).isEqualTo(role);
    }

    @Test
    void asksForOneInstanceIfTheNameTellsWhich() {
        databases.atEndpoint("shop.c0ffee.us-east-1.rds.amazonaws.com");

        assertThat(aws.standIn().requests())
                .extracting(request -> request.parameter("DBInstanceIdentifier"))
                .containsExactly("shop");
    }

    @Test
    void doesNotTakeAnInstanceOfTheSameNameElsewhere() {
        assertThat(databases.atEndpoint("shop.deadbeef.us-east-1.rds.amazonaws.com"))
                .isEmpty();
    }

    @Test
    void asksNobodyAboutProxies() {
        assertThat(databases.atEndpoint("px.proxy-c0ffee.eu-west-1.rds.amazonaws.com"))
                .isEmpty();
        assertThat(aws.standIn().requests()).isEmpty();
    }

    @Test
    void saysThatANumberIsNone() {
        account.add(StandInCluster.aurora("sky").set("Port", "many"));

        assertThatThrownBy(() -> databases.cluster("sky"))
                .hasMessageContaining("RDS DescribeDBClusters")
                .hasMessageContaining("a number in the answer is none")
                .extracting(thrown -> ((AwsFailure) thrown).reason())
                .isEqualTo(FailureReason.UNREADABLE);
    }

    @Test
    void signsForRdsInTheRegion() {
        databases.instance("shop");

        assertThat(aws.standIn().requests())
                .extracting(RecordedRequest::signedService, RecordedRequest::signedRegion)
                .containsOnly(tuple("rds", TestAws.REGION));
    }
}
