package dev.reverseetl.provider.rds;

import dev.reverseetl.provider.rds.NetworkPath.SubnetPath;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The subnets, route tables and network ACLs of a region's VPCs. */
final class VpcNetwork {
    private final QueryApi ec2;

    VpcNetwork(QueryApi ec2) {
        this.ec2 = ec2;
    }

    /** Returns these subnets; nothing for one that doesn't exist. */
    List<Subnet> subnets(Collection<String> subnetIds) {
        return all(
                "DescribeSubnets",
                "subnet-id",
                subnetIds,
                "subnetSet",
                item -> new Subnet(
                        item.text("subnetId"),
                        item.text("vpcId"),
                        item.text("availabilityZone"),
                        item.text("cidrBlock")));
    }

    /** Returns the route tables that are associated with these subnets by name, without a VPC's main one. */
    List<RouteTable> routeTables(Collection<String> subnetIds) {
        return all("DescribeRouteTables", "association.subnet-id", subnetIds, "routeTableSet", VpcNetwork::routeTable);
    }

    /** Returns the route table of all subnets of a VPC that have none of their own. */
    Optional<RouteTable> mainRouteTable(String vpcId) {
        QueryRequest request = QueryRequest.of(QueryService.EC2, "DescribeRouteTables")
                .filteredBy("vpc-id", List.of(vpcId))
                .filteredBy("association.main", List.of("true"));
        return ec2.callForAll(request, "routeTableSet", "item", VpcNetwork::routeTable).stream()
                .findFirst();
    }

    List<NetworkAcl> networkAcls(Collection<String> subnetIds) {
        return all("DescribeNetworkAcls", "association.subnet-id", subnetIds, "networkAclSet", VpcNetwork::networkAcl);
    }

    /** Reads all that lies between the internet and a database. */
    NetworkPath pathTo(Placement placement) {
        Collection<String> subnetIds = placement.subnetIds();
        if (subnetIds.isEmpty()) {
            return new NetworkPath(placement.publiclyAccessible(), List.of());
        }
        List<RouteTable> tables = routeTables(subnetIds);
        Optional<RouteTable> main =
                subnetIds.stream().allMatch(id -> tableOf(id, tables).isPresent())
                        ? Optional.empty()
                        : mainRouteTable(placement.vpcId());
        List<NetworkAcl> acls = networkAcls(subnetIds);
        return new NetworkPath(
                placement.publiclyAccessible(),
                subnetIds.stream()
                        .map(id -> new SubnetPath(id, tableOf(id, tables).or(() -> main), aclOf(id, acls)))
                        .toList());
    }

    private <T> List<T> all(
            String action, String filter, Collection<String> values, String list, Function<XmlElement, T> reader) {
        // 100 is the most that DescribeRouteTables admits.
        QueryRequest request = QueryRequest.of(QueryService.EC2, action)
                .filteredBy(filter, values)
                .with("MaxResults", 100);
        return values.isEmpty() ? List.of() : ec2.callForAll(request, list, "item", reader);
    }

    private static Optional<RouteTable> tableOf(String subnetId, List<RouteTable> tables) {
        return tables.stream()
                .filter(table -> table.subnetIds().contains(subnetId))
                .findFirst();
    }

    private static Optional<NetworkAcl> aclOf(String subnetId, List<NetworkAcl> acls) {
        return acls.stream().filter(acl -> acl.subnetIds().contains(subnetId)).findFirst();
    }

    private static RouteTable routeTable(XmlElement item) {
        List<XmlElement> associations = item.items("associationSet");
        return new RouteTable(
                item.text("routeTableId"),
                associations.stream().anyMatch(association -> association.isTrue("main")),
                subnetIds(associations),
                item.items("routeSet").stream().map(VpcNetwork::route).toList());
    }

    private static Route route(XmlElement item) {
        String destination = item.text("destinationCidrBlock") + item.text("destinationIpv6CidrBlock");
        String target = Stream.of(
                        "gatewayId",
                        "natGatewayId",
                        "transitGatewayId",
                        "vpcPeeringConnectionId",
                        "egressOnlyInternetGatewayId",
                        "networkInterfaceId",
                        "instanceId",
                        "localGatewayId",
                        "carrierGatewayId",
                        "coreNetworkArn")
                .map(item::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("an unknown target");
        return new Route(
                CidrRange.parse(destination), target, item.text("state").equals("active"));
    }

    private static NetworkAcl networkAcl(XmlElement item) {
        return new NetworkAcl(
                item.text("networkAclId"),
                subnetIds(item.items("associationSet")),
                item.items("entrySet").stream()
                        .flatMap(entry -> aclEntry(entry).stream())
                        .toList());
    }

    private static Optional<AclEntry> aclEntry(XmlElement item) {
        XmlElement ports = item.child("portRange").orElse(new XmlElement("portRange", "", List.of()));
        return CidrRange.parse(item.text("cidrBlock") + item.text("ipv6CidrBlock"))
                .map(range -> new AclEntry(
                        item.number("ruleNumber", 0),
                        item.isTrue("egress"),
                        item.text("protocol"),
                        item.text("ruleAction").equals("allow"),
                        range,
                        ports.number("from", 0),
                        ports.number("to", 65_535)));
    }

    private static List<String> subnetIds(List<XmlElement> associations) {
        return associations.stream()
                .map(association -> association.text("subnetId"))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
