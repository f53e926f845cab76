package dev.reverseetl.provider.rds.standin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** RDS's actions, version 2014-10-31. */
record RdsApi(StandInAccount account) {

    Xml answer(SignedCall call) {
        return switch (call.action()) {
            case "DescribeDBInstances" -> instances(call);
            case "DescribeDBClusters" -> clusters(call);
            case "DescribeDBSubnetGroups" -> subnetGroups(call);
            case "DescribeDBParameters" -> parameters(call, "DBParameterGroupName");
            case "DescribeDBClusterParameters" -> parameters(call, "DBClusterParameterGroupName");
            default -> throw new ApiError(400, "InvalidAction", "Could not find operation " + call.action() + ".");
        };
    }

    private Xml instances(SignedCall call) {
        String identifier = call.parameters().value("DBInstanceIdentifier");
        List<String> clusters = call.parameters().rdsFilters().getOrDefault("db-cluster-id", List.of());
        List<StandInInstance> found = chosen(account.instances(), StandInInstance::identifier, identifier).stream()
                .filter(instance -> clusters.isEmpty() || clusters.contains(instance.element("DBClusterIdentifier")))
                .toList();
        if (found.isEmpty() && !identifier.isEmpty()) {
            throw new ApiError(404, "DBInstanceNotFound", "DBInstance " + identifier + " not found.");
        }
        return page(call, found, "DBInstances", "DBInstance", new RdsDescriptions(account)::instance);
    }

    private Xml clusters(SignedCall call) {
        String identifier = call.parameters().value("DBClusterIdentifier");
        List<StandInCluster> found = chosen(account.clusters(), StandInCluster::identifier, identifier);
        if (found.isEmpty() && !identifier.isEmpty()) {
            throw new ApiError(404, "DBClusterNotFoundFault", "DBCluster " + identifier + " not found.");
        }
        return page(call, found, "DBClusters", "DBCluster", new RdsDescriptions(account)::cluster);
    }

    private Xml subnetGroups(SignedCall call) {
        String name = call.parameters().value("DBSubnetGroupName");
        List<StandInSubnetGroup> found = chosen(account.subnetGroups(), StandInSubnetGroup::name, name);
        if (found.isEmpty() && !name.isEmpty()) {
            throw new ApiError(404, "DBSubnetGroupNotFoundFault", "DB subnet group '" + name + "' not found.");
        }
        return page(call, found, "DBSubnetGroups", "DBSubnetGroup", RdsDescriptions::subnetGroup);
    }

    private Xml parameters(SignedCall call, String nameParameter) {
        String name = call.parameters().value(nameParameter);
        Map<String, String> group = account.parameterGroups().get(name);
        if (group == null) {
            throw new ApiError(404, "DBParameterGroupNotFound", "DBParameterGroup not found: " + name);
        }
        List<Map.Entry<String, String>> sorted =
                group.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        return page(
                call,
                sorted,
                "Parameters",
                "Parameter",
                (xml, parameter) -> xml.element("ParameterName", parameter.getKey())
                        .optional("ParameterValue", parameter.getValue())
                        .element("Source", "user")
                        .element("ApplyType", "dynamic")
                        .element("IsModifiable", "true"));
    }

    /** Identifiers are kept in small letters and looked up in any case. */
    private static <T> List<T> chosen(Collection<T> all, Function<T, String> identifier, String wanted) {
        return all.stream()
                .filter(one -> wanted.isEmpty() || identifier.apply(one).equalsIgnoreCase(wanted))
                .toList();
    }

    private <T> Xml page(SignedCall call, List<T> all, String list, String item, BiConsumer<Xml, T> writer) {
        int size = Math.min(call.parameters().number("MaxRecords", 100), account.pageSize());
        Page<T> page = Page.of(all, call.parameters().value("Marker"), size);
        return RdsAnswers.response(
                call, xml -> xml.list(list, item, page.items(), writer).optional("Marker", page.next()));
    }
}
