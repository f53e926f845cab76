package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.provider.rds.RdsDatabase.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** RDS's descriptions change over time and with a database's state. */
class RdsRecordsTest {
    private static XmlElement xml(String text) {
        try {
            return XmlDocument.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void readsElementsInAnyOrderAmongOthers() {
        RdsDatabase instance = RdsRecords.instance(xml("""
                <DBInstance>
                  <VpcSecurityGroups>
                    <Note/>
                    <VpcSecurityGroupMembership>
                      <Status>active</Status><VpcSecurityGroupId>sg-1</VpcSecurityGroupId>
                    </VpcSecurityGroupMembership>
                    <VpcSecurityGroupMembership>
                      <VpcSecurityGroupId>sg-2</VpcSecurityGroupId><Status>removing</Status>
                    </VpcSecurityGroupMembership>
                  </VpcSecurityGroups>
                  <Future><DBInstanceIdentifier>not-this</DBInstanceIdentifier></Future>
                  <Endpoint><Future/><Port>5433</Port><Address>shop.example</Address></Endpoint>
                  <DBSubnetGroup>
                    <Subnets>
                      <Subnet><SubnetStatus/><SubnetIdentifier>subnet-a</SubnetIdentifier></Subnet>
                    </Subnets>
                    <VpcId>vpc-1</VpcId>
                  </DBSubnetGroup>
                  <ReadReplicaSourceDBClusterIdentifier>sky</ReadReplicaSourceDBClusterIdentifier>
                  <DBInstanceIdentifier>shop</DBInstanceIdentifier>
                </DBInstance>
                """));

        assertThat(instance.identifier()).isEqualTo("shop");
        assertThat(instance.endpoints().writer()).contains(new Endpoint("shop.example", 5433));
        assertThat(instance.placement()).isEqualTo(new Placement(false, List.of("sg-1"), "vpc-1", List.of("subnet-a")));
        assertThat(instance.replicaSource()).contains("sky");
    }

    @Test
    void readsInstanceThatIsBeingCreated() {
        assertThat(RdsRecords.instance(xml("<DBInstance><Endpoint/><DBParameterGroups/></DBInstance>")))
                .isEqualTo(nothingOf(Kind.INSTANCE));
    }

    @Test
    void readsClusterOfWhichNothingIsTold() {
        assertThat(ClusterDescription.of(xml("<DBCluster/>")))
                .isEqualTo(new ClusterDescription(nothingOf(Kind.MULTI_AZ_CLUSTER), ""));
    }

    @Test
    void clusterKnowsItsCertificateAndSource() {
        ClusterDescription cluster = ClusterDescription.of(xml("""
                <DBCluster>
                  <CertificateDetails><CAIdentifier>rds-ca-ecc384-g1</CAIdentifier></CertificateDetails>
                  <ReplicationSourceIdentifier>arn:aws:rds:x</ReplicationSourceIdentifier>
                  <DBSubnetGroup>own</DBSubnetGroup>
                  <Engine>aurora-postgresql</Engine>
                  <DBClusterMembers>
                    <DBClusterMember>
                      <IsClusterWriter>true</IsClusterWriter><DBInstanceIdentifier>gone</DBInstanceIdentifier>
                    </DBClusterMember>
                  </DBClusterMembers>
                </DBCluster>
                """));

        RdsDatabase database = cluster.with(Map.of(), SubnetGroup.UNKNOWN);

        assertThat(cluster.subnetGroup()).isEqualTo("own");
        assertThat(database.kind()).isEqualTo(Kind.AURORA_CLUSTER);
        assertThat(database.caCertificateId()).isEqualTo("rds-ca-ecc384-g1");
        assertThat(database.replicaSource()).contains("arn:aws:rds:x");
        assertThat(database.members()).containsExactly(new ClusterMember("gone", true, Optional.empty()));
        assertThat(database.placement().publiclyAccessible()).isFalse();
    }

    @Test
    void refusesNumbersThatAreNone() {
        XmlElement instance =
                xml("<DBInstance><Endpoint><Address>a</Address><Port>many</Port></Endpoint></DBInstance>");

        assertThatThrownBy(() -> RdsRecords.instance(instance)).isInstanceOf(NumberFormatException.class);
    }

    private static RdsDatabase nothingOf(Kind kind) {
        return new RdsDatabase(
                kind,
                "",
                "",
                "",
                "",
                new DatabaseEndpoints(Optional.empty(), Optional.empty(), List.of()),
                new Placement(false, List.of(), "", List.of()),
                "",
                false,
                "",
                "",
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
