package dev.reverseetl.provider.rds.standin;

import java.util.List;

/** How RDS describes what an account has. */
record RdsDescriptions(StandInAccount account) {

    void instance(Xml xml, StandInInstance instance) {
        instance.elements().forEach(xml::element);
        xml.element(
                "Endpoint",
                endpoint -> endpoint.element("Address", instance.host())
                        .element("Port", instance.port())
                        .element("HostedZoneId", "Z2R2ITUGPM61AM"));
        securityGroups(xml, instance.securityGroups());
        xml.list(
                "DBParameterGroups",
                "DBParameterGroup",
                List.of(instance.parameterGroup()),
                (group, name) ->
                        group.element("DBParameterGroupName", name).element("ParameterApplyStatus", "in-sync"));
        account.subnetGroups().stream()
                .filter(group -> group.name().equals(instance.subnetGroup()))
                .forEach(group -> xml.element("DBSubnetGroup", inner -> subnetGroup(inner, group)));
    }

    void cluster(Xml xml, StandInCluster cluster) {
        cluster.elements().forEach(xml::element);
        securityGroups(xml, cluster.securityGroups());
        xml.element(
                "CustomEndpoints",
                list -> cluster.customEndpoints().forEach(address -> list.element("member", address)));
        xml.list(
                "DBClusterMembers",
                "DBClusterMember",
                cluster.members(),
                (member, identifier) -> member.element("DBInstanceIdentifier", identifier)
                        .element(
                                "IsClusterWriter",
                                identifier.equals(cluster.members().get(0)))
                        .element("DBClusterParameterGroupStatus", "in-sync")
                        .element("PromotionTier", 1));
    }

    static void subnetGroup(Xml xml, StandInSubnetGroup group) {
        xml.element("DBSubnetGroupName", group.name())
                .element("VpcId", group.vpcId())
                .element("SubnetGroupStatus", "Complete")
                .list(
                        "Subnets",
                        "Subnet",
                        group.subnetIds(),
                        (subnet, id) -> subnet.element("SubnetIdentifier", id)
                                .element("SubnetAvailabilityZone", zone -> zone.element("Name", "us-east-1a"))
                                .element("SubnetStatus", "Active"));
    }

    private static void securityGroups(Xml xml, List<String> ids) {
        xml.list(
                "VpcSecurityGroups",
                "VpcSecurityGroupMembership",
                ids,
                (group, id) -> group.element("VpcSecurityGroupId", id).element("Status", "active"));
    }
}
