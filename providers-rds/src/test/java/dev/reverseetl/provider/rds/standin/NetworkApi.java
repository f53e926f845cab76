package dev.reverseetl.provider.rds.standin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** EC2's actions about subnets, route tables and network ACLs. */
record NetworkApi(StandInAccount account) {

    Xml answer(SignedCall call) {
        return switch (call.action()) {
            case "DescribeSubnets" -> subnets(call);
            case "DescribeRouteTables" -> routeTables(call);
            case "DescribeNetworkAcls" -> networkAcls(call);
            default -> throw Ec2Answers.unknown(call);
        };
    }

    private Xml subnets(SignedCall call) {
        List<Map.Entry<String, String>> found = account.subnetGroups().stream()
                .flatMap(group -> group.subnetIds().stream().map(id -> Map.entry(id, group.vpcId())))
                .distinct()
                .filter(subnet -> admits(call, "subnet-id", List.of(subnet.getKey())))
                .toList();
        return page(
                call,
                found,
                "subnetSet",
                (item, subnet) -> item.element("subnetId", subnet.getKey())
                        .element("state", "available")
                        .element("vpcId", subnet.getValue())
                        .element("cidrBlock", "10.0.0.0/24")
                        .element("availabilityZone", "us-east-1a")
                        .element("mapPublicIpOnLaunch", "false"));
    }

    private Xml routeTables(SignedCall call) {
        List<StandInRouteTable> found = account.routeTables().stream()
                .filter(table -> admits(call, "association.subnet-id", table.subnetIds())
                        && admits(call, "vpc-id", List.of(table.vpcId()))
                        && admits(call, "association.main", List.of(Boolean.toString(table.main()))))
                .toList();
        return page(
                call,
                found,
                "routeTableSet",
                (item, table) -> item.element("routeTableId", table.id())
                        .element("vpcId", table.vpcId())
                        .list("routeSet", "item", routes(table), NetworkApi::route)
                        .list(
                                "associationSet",
                                "item",
                                associations(table),
                                (association, subnet) -> association
                                        .element("routeTableAssociationId", "rtbassoc-1")
                                        .element("routeTableId", table.id())
                                        .optional("subnetId", subnet)
                                        .element("main", subnet.isEmpty())));
    }

    private Xml networkAcls(SignedCall call) {
        List<StandInNetworkAcl> found = account.networkAcls().stream()
                .filter(acl -> admits(call, "association.subnet-id", acl.subnetIds()))
                .toList();
        return page(
                call,
                found,
                "networkAclSet",
                (item, acl) -> item.element("networkAclId", acl.id())
                        .element("vpcId", acl.vpcId())
                        .element("default", "false")
                        .list("entrySet", "item", entries(acl), NetworkApi::entry)
                        .list(
                                "associationSet",
                                "item",
                                acl.subnetIds(),
                                (association, subnet) -> association
                                        .element("networkAclAssociationId", "aclassoc-1")
                                        .element("networkAclId", acl.id())
                                        .element("subnetId", subnet)));
    }

    private static void route(Xml item, StandInRouteTable.Route route) {
        boolean ipv6 = route.destination().contains(":");
        item.element(ipv6 ? "destinationIpv6CidrBlock" : "destinationCidrBlock", route.destination())
                .element(route.target().startsWith("nat-") ? "natGatewayId" : "gatewayId", route.target())
                .element("state", route.state())
                .element("origin", "CreateRoute");
    }

    private static void entry(Xml item, StandInNetworkAcl.Entry entry) {
        item.element("ruleNumber", entry.ruleNumber())
                .element("protocol", entry.protocol())
                .element("ruleAction", entry.ruleAction())
                .element("egress", entry.egress())
                .element(entry.cidr().contains(":") ? "ipv6CidrBlock" : "cidrBlock", entry.cidr());
        if (!entry.protocol().equals("-1")) {
            item.element(
                    "portRange",
                    ports -> ports.element("from", entry.fromPort()).element("to", entry.toPort()));
        }
    }

    private static List<StandInRouteTable.Route> routes(StandInRouteTable table) {
        List<StandInRouteTable.Route> routes = new ArrayList<>(table.routes());
        routes.add(0, new StandInRouteTable.Route("10.0.0.0/16", "local", "active"));
        return routes;
    }

    /** The association of a main table names no subnet. */
    private static List<String> associations(StandInRouteTable table) {
        List<String> associations = new ArrayList<>(table.subnetIds());
        if (table.main()) {
            associations.add("");
        }
        return associations;
    }

    private static List<StandInNetworkAcl.Entry> entries(StandInNetworkAcl acl) {
        List<StandInNetworkAcl.Entry> entries = new ArrayList<>(acl.entries());
        for (boolean egress : new boolean[] {true, false}) {
            entries.add(0, new StandInNetworkAcl.Entry(32_767, egress, "-1", "deny", "0.0.0.0/0", 0, 0));
        }
        return entries;
    }

    private static boolean admits(SignedCall call, String filter, List<String> values) {
        List<String> wanted = call.parameters().filters().getOrDefault(filter, List.of());
        return wanted.isEmpty() || !Collections.disjoint(wanted, values);
    }

    private <T> Xml page(SignedCall call, List<T> all, String list, BiConsumer<Xml, T> writer) {
        int size = Math.min(call.parameters().number("MaxResults", 1000), account.pageSize());
        Page<T> page = Page.of(all, call.parameters().value("NextToken"), size);
        return Ec2Answers.response(
                call, xml -> xml.list(list, "item", page.items(), writer).optional("nextToken", page.next()));
    }
}
