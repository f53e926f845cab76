package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.reverseetl.provider.rds.NetworkPath.SubnetPath;
import dev.reverseetl.provider.rds.NetworkProblem.Kind;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInNetworkAcl;
import dev.reverseetl.provider.rds.standin.StandInRouteTable;
import dev.reverseetl.provider.rds.standin.StandInSubnetGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VpcNetworkTest {
    private static final List<String> SUBNETS = List.of("subnet-a", "subnet-b");
    private static final Placement PLACEMENT = new Placement(true, List.of("sg-1"), "vpc-1", SUBNETS);

    private final StandInAccount account = TestAws.account()
            .pageSize(1)
            .add(new StandInSubnetGroup("default", "vpc-1", SUBNETS))
            .add(new StandInRouteTable("rtb-other", "vpc-2", true, List.of(), List.of()))
            .add(new StandInRouteTable("rtb-main", "vpc-1", true, List.of(), List.of()))
            .add(new StandInRouteTable(
                    "rtb-1",
                    "vpc-1",
                    false,
                    List.of("subnet-a"),
                    List.of(
                            StandInRouteTable.Route.toInternet(),
                            new StandInRouteTable.Route("2001:db8::/32", "nat-1", "blackhole"))))
            .add(StandInNetworkAcl.open("acl-1", "vpc-1", SUBNETS))
            .add(StandInNetworkAcl.open("acl-2", "vpc-2", List.of("subnet-z")));
    private final TestAws aws = TestAws.start(account);
    private final VpcNetwork network = aws.access().network();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void readsSubnets() {
        assertThat(network.subnets(List.of("subnet-b", "subnet-x")))
                .containsExactly(new Subnet("subnet-b", "vpc-1", "us-east-1a", "10.0.0.0/24"));
    }

    @Test
    void readsRoutesOfASubnet() {
        assertThat(network.routeTables(SUBNETS))
                .containsExactly(new RouteTable(
                        "rtb-1",
                        false,
                        List.of("subnet-a"),
                        List.of(
                                new Route(CidrRange.parse("10.0.0.0/16"), "local", true),
                                new Route(CidrRange.parse("0.0.0.0/0"), "igw-1", true),
                                new Route(CidrRange.parse("2001:db8::/32"), "nat-1", false))));
    }

    @Test
    void subnetWithoutATableHasTheMainOneOfItsVpc() {
        assertThat(network.pathTo(PLACEMENT).subnets())
                .extracting(subnet -> subnet.routeTable().orElseThrow().id())
                .containsExactly("rtb-1", "rtb-main");
    }

    @Test
    void readsEntriesOfAcl() {
        assertThat(network.networkAcls(List.of("subnet-a")))
                .singleElement()
                .extracting(NetworkAcl::entries)
                .asInstanceOf(list(AclEntry.class))
                .contains(
                        new AclEntry(100, false, "-1", true, CidrRange.of("0.0.0.0/0"), 0, 65_535),
                        new AclEntry(32_767, true, "-1", false, CidrRange.of("0.0.0.0/0"), 0, 65_535));
    }

    @Test
    void readsPortsOfAcl() {
        account.add(new StandInNetworkAcl(
                "acl-3",
                "vpc-1",
                List.of("subnet-c"),
                List.of(new StandInNetworkAcl.Entry(7, false, "6", "deny", "::/0", 5432, 5433))));

        assertThat(network.networkAcls(List.of("subnet-c")).get(0).entries().get(0))
                .isEqualTo(new AclEntry(7, false, "6", false, CidrRange.of("::/0"), 5432, 5433));
    }

    @Test
    void findsWhatIsInTheWay() {
        NetworkPath path = network.pathTo(PLACEMENT);

        assertThat(InternetReachability.problems(path, 5432, List.of(CidrRange.of("3.251.148.96/29"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.NO_INTERNET_ROUTE))
                .satisfies(problem -> assertThat(problem.problem()).contains("rtb-main of subnet subnet-b"));
    }

    @Test
    void asksNothingAboutNoSubnets() {
        Placement nowhere = new Placement(false, List.of(), "", List.of());

        assertThat(network.pathTo(nowhere)).isEqualTo(new NetworkPath(false, List.of()));
        assertThat(network.subnets(List.of())).isEmpty();
        assertThat(aws.standIn().requests()).isEmpty();
    }

    @Test
    void subnetWithoutAnythingHasNothing() {
        Placement elsewhere = new Placement(true, List.of(), "vpc-9", List.of("subnet-9"));

        assertThat(network.pathTo(elsewhere).subnets())
                .containsExactly(new SubnetPath("subnet-9", Optional.empty(), Optional.empty()));
    }
}
