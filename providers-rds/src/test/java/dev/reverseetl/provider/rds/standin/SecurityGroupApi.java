package dev.reverseetl.provider.rds.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** EC2's actions about security groups. */
record SecurityGroupApi(StandInAccount account) {

    Xml answer(SignedCall call) {
        return switch (call.action()) {
            case "DescribeSecurityGroups" -> groups(call);
            case "DescribeSecurityGroupRules" -> rules(call);
            case "AuthorizeSecurityGroupIngress" -> authorize(call);
            case "RevokeSecurityGroupIngress" -> revoke(call);
            default -> throw Ec2Answers.unknown(call);
        };
    }

    private Xml groups(SignedCall call) {
        List<String> ids = call.parameters().list("GroupId");
        List<StandInSecurityGroup> found = ids.isEmpty()
                ? List.copyOf(account.securityGroups().values())
                : ids.stream().map(this::group).toList();
        Page<StandInSecurityGroup> page = page(call, found);
        return Ec2Answers.response(
                call,
                xml -> xml.list(
                                "securityGroupInfo",
                                "item",
                                page.items(),
                                (item, group) -> item.element("ownerId", "123456789012")
                                        .element("groupId", group.id())
                                        .element("groupName", group.name())
                                        .element("groupDescription", group.name())
                                        .element("vpcId", group.vpcId()))
                        .optional("nextToken", page.next()));
    }

    private Xml rules(SignedCall call) {
        List<String> groupIds = call.parameters().filters().getOrDefault("group-id", List.of());
        List<Map.Entry<StandInSecurityGroup, StandInRule>> found = account.securityGroups().values().stream()
                .filter(group -> groupIds.isEmpty() || groupIds.contains(group.id()))
                .flatMap(group -> group.rules().stream().map(rule -> Map.entry(group, rule)))
                .toList();
        Page<Map.Entry<StandInSecurityGroup, StandInRule>> page = page(call, found);
        return Ec2Answers.response(
                call,
                xml -> xml.list(
                                "securityGroupRuleSet",
                                "item",
                                page.items(),
                                (item, entry) -> describe(item, entry.getKey(), entry.getValue()))
                        .optional("nextToken", page.next()));
    }

    private Xml authorize(SignedCall call) {
        StandInSecurityGroup group = group(call.parameters().value("GroupId"));
        List<StandInRule> wanted = wanted(call.parameters(), group);
        for (StandInRule rule : wanted) {
            // The whole call is refused, whatever else is in it.
            if (group.rules().stream().anyMatch(rule::isLike)) {
                throw new ApiError(
                        400,
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: " + rule.cidr() + ", TCP, from port: " + rule.fromPort()
                                + ", to port: " + rule.toPort() + ", ALLOW\" already exists");
            }
        }
        if (group.ingress().size() + wanted.size() > account.rulesPerSecurityGroup()) {
            throw new ApiError(
                    400,
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached.");
        }
        checkDryRun(call);
        wanted.forEach(group::add);
        return Ec2Answers.response(
                call,
                xml -> xml.element("return", "true")
                        .list("securityGroupRuleSet", "item", wanted, (item, rule) -> describe(item, group, rule)));
    }

    private Xml revoke(SignedCall call) {
        StandInSecurityGroup group = group(call.parameters().value("GroupId"));
        List<String> ids = call.parameters().list("SecurityGroupRuleId");
        List<String> existing = group.ingress().stream().map(StandInRule::id).toList();
        ids.stream().filter(id -> !existing.contains(id)).findFirst().ifPresent(id -> {
            throw new ApiError(
                    400,
                    "InvalidSecurityGroupRuleId.NotFound",
                    "The security group rule ID '" + id + "' does not exist");
        });
        checkDryRun(call);
        group.remove(ids);
        return Ec2Answers.response(call, xml -> xml.element("return", "true"));
    }

    private static List<StandInRule> wanted(Parameters parameters, StandInSecurityGroup group) {
        List<StandInRule> wanted = new ArrayList<>();
        for (int i = 1; parameters.has("IpPermissions." + i + ".IpProtocol"); i++) {
            String permission = "IpPermissions." + i + ".";
            for (String family : List.of("IpRanges./CidrIp", "Ipv6Ranges./CidrIpv6")) {
                String ranges = permission + family.substring(0, family.indexOf('/'));
                String cidr = family.substring(family.indexOf('/') + 1);
                for (int j = 1; parameters.has(ranges + j + "." + cidr); j++) {
                    wanted.add(new StandInRule(
                            group.nextRuleId(),
                            false,
                            parameters.value(permission + "IpProtocol"),
                            parameters.number(permission + "FromPort", -1),
                            parameters.number(permission + "ToPort", -1),
                            CidrBlock.normalised(parameters.value(ranges + j + "." + cidr)),
                            parameters.value(ranges + j + ".Description"),
                            tags(parameters)));
                }
            }
        }
        return wanted;
    }

    private static Map<String, String> tags(Parameters parameters) {
        Map<String, String> tags = new TreeMap<>();
        String specification = "TagSpecification.1.";
        if (parameters.value(specification + "ResourceType").equals("security-group-rule")) {
            for (int i = 1; parameters.has(specification + "Tag." + i + ".Key"); i++) {
                String tag = specification + "Tag." + i + ".";
                tags.put(parameters.value(tag + "Key"), parameters.value(tag + "Value"));
            }
        }
        return tags;
    }

    private static void describe(Xml item, StandInSecurityGroup group, StandInRule rule) {
        item.element("securityGroupRuleId", rule.id())
                .element("groupId", group.id())
                .element("groupOwnerId", "123456789012")
                .element("isEgress", rule.egress())
                .element("ipProtocol", rule.ipProtocol())
                .element("fromPort", rule.fromPort())
                .element("toPort", rule.toPort())
                .element(rule.cidr().contains(":") ? "cidrIpv6" : "cidrIpv4", rule.cidr())
                .optional("description", rule.description())
                .list(
                        "tagSet",
                        "item",
                        rule.tags().entrySet(),
                        (tag, entry) -> tag.element("key", entry.getKey()).element("value", entry.getValue()));
    }

    private StandInSecurityGroup group(String id) {
        StandInSecurityGroup group = account.securityGroups().get(id);
        if (group == null) {
            throw new ApiError(400, "InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
        }
        return group;
    }

    private static void checkDryRun(SignedCall call) {
        if (call.parameters().value("DryRun").equals("true")) {
            throw new ApiError(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }

    private <T> Page<T> page(SignedCall call, List<T> all) {
        int size = Math.min(call.parameters().number("MaxResults", 1000), account.pageSize());
        return Page.of(all, call.parameters().value("NextToken"), size);
    }
}
