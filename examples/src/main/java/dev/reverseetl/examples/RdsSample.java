package dev.reverseetl.examples;

import dev.reverseetl.provider.rds.RdsProvider;
import dev.reverseetl.provider.rds.standin.AwsStandIn;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInInstance;
import dev.reverseetl.provider.rds.standin.StandInNetworkAcl;
import dev.reverseetl.provider.rds.standin.StandInRouteTable;
import dev.reverseetl.provider.rds.standin.StandInSecurityGroup;
import dev.reverseetl.provider.rds.standin.StandInSubnetGroup;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * What stands around the shop's database in an AWS account, spoken by a server of this machine: an instance in public
 * subnets, whose security group lets the office in.
 */
final class RdsSample implements AutoCloseable {
    static final String INSTANCE = "shop";
    static final String HOST = "shop.c9akciq32xyz.eu-west-1.rds.amazonaws.com";
    static final int PORT = 5432;
    static final String REGION = "eu-west-1";
    static final String GROUP = "sg-0a1b2c3d4e5f60718";
    static final String OFFICE = "203.0.113.0/24";
    private static final String VPC = "vpc-0a1b2c3d4e5f60718";
    private static final List<String> SUBNETS = List.of("subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb");

    private final AwsStandIn aws;
    private final StandInSecurityGroup group;

    private RdsSample(AwsStandIn aws, StandInSecurityGroup group) {
        this.aws = aws;
        this.group = group;
    }

    static RdsSample start() {
        StandInSecurityGroup group = new StandInSecurityGroup(GROUP, "shop-db", VPC);
        group.allow(OFFICE, PORT);
        StandInAccount account = StandInAccount.create(REGION)
                .add(group)
                .add(new StandInSubnetGroup("shop-public", VPC, SUBNETS))
                .add(new StandInRouteTable(
                        "rtb-0a1b2c3d", VPC, true, List.of(), List.of(StandInRouteTable.Route.toInternet())))
                .add(StandInNetworkAcl.open("acl-0a1b2c3d", VPC, SUBNETS))
                .add(StandInInstance.postgres(INSTANCE)
                        .endpoint(HOST, PORT)
                        .securityGroups(GROUP)
                        .subnetGroup("shop-public"));
        return new RdsSample(AwsStandIn.start(account), group);
    }

    URI endpoint() {
        return aws.endpoint();
    }

    /** Returns the plug-in as it is for AWS itself, but for the address and the credentials. */
    RdsProvider provider() {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(
                aws.account().accessKeyId(), aws.account().secretAccessKey());
        return RdsProvider.builder()
                .endpoint(endpoint())
                .credentials(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /** Returns the incoming rules as the account has them, one line each: asked without the library. */
    List<String> rules() {
        return group.ingress().stream()
                .map(rule -> rule.id() + "  " + rule.ipProtocol() + " " + rule.fromPort() + " from " + rule.cidr()
                        + (rule.description().isEmpty() ? "" : "  \"" + rule.description() + "\""))
                .toList();
    }

    /** Removes the rules for a range, as somebody does who tidies up by hand. */
    void forbid(String range) {
        group.forbid(range);
    }

    @Override
    public void close() {
        aws.close();
    }
}
