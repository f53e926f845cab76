package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.joining;

import dev.reverseetl.provider.rds.NetworkPath.SubnetPath;
import dev.reverseetl.provider.rds.NetworkProblem.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether connections from the internet can get to a database and answers back, apart from its security groups. */
final class InternetReachability {
    /** The ports that a client may connect from, so that answers go to. */
    private static final int FIRST_EPHEMERAL = 1024;

    private static final int LAST_EPHEMERAL = 65_535;

    private final int port;
    private final Collection<CidrRange> ranges;
    private final List<NetworkProblem> problems = new ArrayList<>();

    private InternetReachability(int port, Collection<CidrRange> ranges) {
        this.port = port;
        this.ranges = ranges;
    }

    /** Returns what keeps ranges of addresses from a port; nothing if nothing does. */
    static List<NetworkProblem> problems(NetworkPath path, int port, Collection<CidrRange> ranges) {
        InternetReachability reachability = new InternetReachability(port, ranges);
        if (!path.publiclyAccessible()) {
            reachability.add(
                    Kind.NOT_PUBLIC,
                    "The database is not publicly accessible: its name leads to a private address.",
                    "Modify it to be publicly accessible, or give Segment another way in, such as a tunnel.");
        }
        path.subnets().forEach(reachability::check);
        return List.copyOf(reachability.problems);
    }

    private void check(SubnetPath subnet) {
        subnet.routeTable()
                .ifPresentOrElse(
                        table -> checkRoutes(subnet.subnetId(), table),
                        () -> add(
                                Kind.NO_ROUTE_TABLE,
                                "No route table was found for subnet " + subnet.subnetId() + ".",
                                "Check that ec2:DescribeRouteTables may see it."));
        subnet.networkAcl().ifPresent(acl -> checkAcl(subnet.subnetId(), acl));
    }

    private void checkRoutes(String subnetId, RouteTable table) {
        List<CidrRange> unrouted = those(range ->
                table.routeTo(range).filter(Route::leadsToInternetGateway).isEmpty());
        if (!unrouted.isEmpty()) {
            Optional<Route> other = table.routeTo(unrouted.get(0));
            add(
                    Kind.NO_INTERNET_ROUTE,
                    "Route table " + table.id() + " of subnet " + subnetId + " leads traffic to " + list(unrouted)
                            + other.map(route -> " to " + route.target()).orElse(" nowhere")
                            + ", not to an internet gateway.",
                    "Add a route for " + everything(unrouted) + " to an internet gateway (igw-...) to " + table.id()
                            + ", or move the database to public subnets.");
        }
        List<CidrRange> lost = those(range -> table.routeTo(range)
                .filter(route -> route.leadsToInternetGateway() && !route.active())
                .isPresent());
        if (!lost.isEmpty()) {
            add(
                    Kind.BLACKHOLE_ROUTE,
                    "The route to " + list(lost) + " in route table " + table.id() + " of subnet " + subnetId
                            + " is a blackhole: its internet gateway is detached or deleted.",
                    "Let the route lead to an internet gateway that is attached to the VPC.");
        }
    }

    private void checkAcl(String subnetId, NetworkAcl acl) {
        List<CidrRange> refused = those(range -> !acl.allowsIn(range, port));
        if (!refused.isEmpty()) {
            add(
                    Kind.ACL_DENIES_INBOUND,
                    "Network ACL " + acl.id() + " of subnet " + subnetId + " denies inbound TCP port " + port + " from "
                            + list(refused) + ".",
                    "Add an inbound entry that allows it, with a lower rule number than those that deny it.");
        }
        List<CidrRange> unanswered = those(range -> !acl.allowsOut(range, FIRST_EPHEMERAL, LAST_EPHEMERAL));
        if (!unanswered.isEmpty()) {
            add(
                    Kind.ACL_DENIES_OUTBOUND,
                    "Network ACL " + acl.id() + " of subnet " + subnetId
                            + " denies answers: outbound TCP ports 1024-65535 to " + list(unanswered) + ".",
                    "Add an outbound entry that allows them, with a lower rule number than those that deny them.");
        }
    }

    private List<CidrRange> those(Predicate<CidrRange> predicate) {
        return ranges.stream().filter(predicate).toList();
    }

    private void add(Kind kind, String problem, String remedy) {
        problems.add(new NetworkProblem(kind, problem, remedy));
    }

    private static String list(List<CidrRange> ranges) {
        return ranges.stream().map(CidrRange::toString).collect(joining(", "));
    }

    private static String everything(List<CidrRange> ranges) {
        return ranges.stream()
                .map(range -> range.family() == AddressFamily.IPV4 ? "0.0.0.0/0" : "::/0")
                .distinct()
                .collect(joining(" and "));
    }
}
