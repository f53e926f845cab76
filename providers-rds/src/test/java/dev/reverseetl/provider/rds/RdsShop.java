package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.standin.AwsStandIn;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInCluster;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import dev.reverseetl.provider.rds.standin.StandInNetworkAcl;
import dev.reverseetl.provider.rds.standin.StandInRouteTable;
import dev.reverseetl.provider.rds.standin.StandInSecurityGroup;
import dev.reverseetl.provider.rds.standin.StandInSubnetGroup;
import java.util.List;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An account with a shop's instance and cluster in public subnets, and a provider that asks it. */
record RdsShop(AwsStandIn aws, StandInSecurityGroup group) implements AutoCloseable {
    static final String INSTANCE = "shop.c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    static final String WRITER = "mall.cluster-c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    static final String READER = "mall.cluster-ro-c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    static final String MEMBER = "mall-1.c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    private static final List<String> SUBNETS = List.of("subnet-a", "subnet-b");

    static RdsShop open() {
        return open(true);
    }

    static RdsShop open(boolean publiclyAccessible) {
        StandInSecurityGroup group = new StandInSecurityGroup("sg-1", "shop", "vpc-1");
        StandInAccount account = TestAws.account()
                .add(group)
                .add(new StandInSubnetGroup("public", "vpc-1", SUBNETS))
                .add(new StandInRouteTable(
                        "rtb-1", "vpc-1", true, List.of(), List.of(StandInRouteTable.Route.toInternet())))
                .add(StandInNetworkAcl.open("acl-1", "vpc-1", SUBNETS))
                .add(StandInInstance.postgres("shop")
                        .endpoint(INSTANCE, 5432)
                        .publiclyAccessible(publiclyAccessible)
                        .securityGroups("sg-1")
                        .subnetGroup("public"))
                .add(StandInCluster.aurora("mall")
                        .set("Endpoint", WRITER)
                        .set("ReaderEndpoint", READER)
                        .set("DBSubnetGroup", "public")
                        .members("mall-1")
                        .securityGroups("sg-1"))
                .add(StandInInstance.aurora("mall-1", "mall")
                        .endpoint(MEMBER, 5432)
                        .securityGroups("sg-1")
                        .subnetGroup("public"));
        return new RdsShop(AwsStandIn.start(account), group);
    }

    RdsProviderBuilder provider() {
        return RdsProvider.builder()
                .credentials(StaticCredentialsProvider.create(TestAws.credentials(aws.account())))
                .endpoint(aws.endpoint())
                .pace(new TestPace());
    }

    @Override
    public void close() {
        aws.close();
    }
}
