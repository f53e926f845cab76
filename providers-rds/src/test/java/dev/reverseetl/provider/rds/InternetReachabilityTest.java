package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.provider.rds.NetworkPath.SubnetPath;
import dev.reverseetl.provider.rds.NetworkProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InternetReachabilityTest {
    private static final CidrRange EUROPE = CidrRange.of("3.251.148.96/29");
    private static final CidrRange AMERICA = CidrRange.of("52.25.130.38/32");
    private static final Route LOCAL = route("10.0.0.0/16", "local", true);
    private static final Route INTERNET = route("0.0.0.0/0", "igw-1", true);

    private static Route route(String destination, String target, boolean active) {
        return new Route(CidrRange.parse(destination), target, active);
    }

    private static AclEntry entry(
            int number, boolean egress, String protocol, boolean allow, String range, int from, int to) {
        return new AclEntry(number, egress, protocol, allow, CidrRange.of(range), from, to);
    }

    private static List<AclEntry> open(AclEntry... first) {
        List<AclEntry> entries = new ArrayList<>(List.of(first));
        entries.add(entry(100, false, "-1", true, "0.0.0.0/0", 0, 0));
        entries.add(entry(100, true, "-1", true, "0.0.0.0/0", 0, 0));
        return entries;
    }

    private static SubnetPath subnet(List<Route> routes, List<AclEntry> entries) {
        return new SubnetPath(
                "subnet-a",
                Optional.of(new RouteTable("rtb-1", false, List.of("subnet-a"), routes)),
                Optional.of(new NetworkAcl("acl-1", List.of("subnet-a"), entries)));
    }

    private static List<NetworkProblem> problems(boolean isPublic, SubnetPath... subnets) {
        return InternetReachability.problems(
                new NetworkPath(isPublic, List.of(subnets)), 5432, List.of(EUROPE, AMERICA));
    }

    private static List<NetworkProblem> problems(List<Route> routes, List<AclEntry> entries) {
        return problems(true, subnet(routes, entries));
    }

    @Test
    void findsNothingWrongInAPublicSubnet() {
        assertThat(problems(List.of(LOCAL, INTERNET), open())).isEmpty();
    }

    @Test
    void saysThatDatabaseIsNotPublic() {
        assertThat(problems(false, subnet(List.of(LOCAL, INTERNET), open())))
                .containsExactly(new NetworkProblem(
                        Kind.NOT_PUBLIC,
                        "The database is not publicly accessible: its name leads to a private address.",
                        "Modify it to be publicly accessible, or give Segment another way in, such as a tunnel."));
    }

    @Test
    void saysThatNoRouteLeadsOut() {
        assertThat(problems(List.of(LOCAL), open()))
                .containsExactly(new NetworkProblem(
                        Kind.NO_INTERNET_ROUTE,
                        "Route table rtb-1 of subnet subnet-a leads traffic to 3.251.148.96/29, 52.25.130.38/32"
                                + " nowhere, not to an internet gateway.",
                        "Add a route for 0.0.0.0/0 to an internet gateway (igw-...) to rtb-1, or move the database to"
                                + " public subnets."));
    }

    @Test
    void natGatewayIsNoWayIn() {
        assertThat(problems(List.of(LOCAL, route("0.0.0.0/0", "nat-1", true)), open()))
                .singleElement()
                .extracting(NetworkProblem::problem)
                .asString()
                .contains("leads traffic to 3.251.148.96/29, 52.25.130.38/32 to nat-1, not to");
    }

    @Test
    void moreSpecificRouteWins() {
        List<NetworkProblem> problems = problems(List.of(LOCAL, INTERNET, route("52.0.0.0/8", "vgw-1", true)), open());

        assertThat(problems).extracting(NetworkProblem::kind).containsExactly(Kind.NO_INTERNET_ROUTE);
        assertThat(problems.get(0).problem())
                .contains("to 52.25.130.38/32 to vgw-1")
                .doesNotContain("3.251");
    }

    @Test
    void blackholeIsNoRoute() {
        assertThat(problems(List.of(LOCAL, route("0.0.0.0/0", "igw-1", false)), open()))
                .extracting(NetworkProblem::kind)
                .containsExactly(Kind.BLACKHOLE_ROUTE);
    }

    @Test
    void routeOfTheOtherFamilyDoesNotCount() {
        assertThat(problems(List.of(LOCAL, route("::/0", "igw-1", true)), open()))
                .extracting(NetworkProblem::kind)
                .containsExactly(Kind.NO_INTERNET_ROUTE);
    }

    @Test
    void saysThatAclDeniesThePortForARange() {
        assertThat(problems(List.of(INTERNET), open(entry(50, false, "6", false, "3.251.148.0/24", 5000, 6000))))
                .containsExactly(new NetworkProblem(
                        Kind.ACL_DENIES_INBOUND,
                        "Network ACL acl-1 of subnet subnet-a denies inbound TCP port 5432 from 3.251.148.96/29.",
                        "Add an inbound entry that allows it, with a lower rule number than those that deny it."));
    }

    @Test
    void saysThatAclDeniesAnswers() {
        assertThat(problems(List.of(INTERNET), open(entry(50, true, "6", false, "0.0.0.0/0", 60000, 60000))))
                .containsExactly(new NetworkProblem(
                        Kind.ACL_DENIES_OUTBOUND,
                        "Network ACL acl-1 of subnet subnet-a denies answers: outbound TCP ports 1024-65535 to"
                                + " 3.251.148.96/29, 52.25.130.38/32.",
                        "Add an outbound entry that allows them, with a lower rule number than those that deny them."));
    }

    @Test
    void lowerRuleNumberWinsWhateverTheOrder() {
        assertThat(problems(
                        List.of(INTERNET),
                        open(
                                entry(60, false, "6", false, "0.0.0.0/0", 5432, 5432),
                                entry(50, false, "6", true, "0.0.0.0/0", 5432, 5432))))
                .isEmpty();
    }

    @Test
    void severalEntriesCanAllowTheAnswersTogether() {
        assertThat(problems(
                        List.of(INTERNET),
                        List.of(
                                entry(1, false, "6", true, "0.0.0.0/0", 5432, 5432),
                                entry(2, true, "6", true, "0.0.0.0/1", 0, 40000),
                                entry(3, true, "6", true, "0.0.0.0/0", 40001, 65535))))
                .isEmpty();
    }

    @Test
    void deniesOtherProtocolsAsMuchAsItLikes() {
        assertThat(problems(
                        List.of(INTERNET),
                        open(
                                entry(1, false, "17", false, "0.0.0.0/0", 0, 65535),
                                entry(2, true, "1", false, "0.0.0.0/0", 0, 65535))))
                .isEmpty();
    }

    @Test
    void emptyAclDeniesEverything() {
        assertThat(problems(List.of(INTERNET), List.of()))
                .extracting(NetworkProblem::kind)
                .containsExactly(Kind.ACL_DENIES_INBOUND, Kind.ACL_DENIES_OUTBOUND);
    }

    @Test
    void everySubnetCounts() {
        assertThat(problems(
                        true,
                        subnet(List.of(INTERNET), open()),
                        new SubnetPath("subnet-b", Optional.empty(), Optional.empty())))
                .extracting(NetworkProblem::kind)
                .containsExactly(Kind.NO_ROUTE_TABLE);
    }
}
