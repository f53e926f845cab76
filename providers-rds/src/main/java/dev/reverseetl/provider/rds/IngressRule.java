package dev.reverseetl.provider.rds;

import java.util.regex.Pattern;

/**
 * A rule to be added: TCP from one range to one port.
 *
 * @param groupId the security group
 * @param port the port
 * @param range the addresses
 * @param description what the console shows; of the characters that EC2 admits
 * @param tag marks the rule as ours
 */
record IngressRule(String groupId, int port, CidrRange range, String description, OwnerTag tag) {
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

    IngressRule {
        if (!DESCRIPTION.matcher(description).matches()) {
            throw new IllegalArgumentException("EC2 doesn't admit the description \"" + description + "\"");
        }
    }

    QueryRequest request() {
        boolean ipv4 = range.family() == AddressFamily.IPV4;
        String permission = "IpPermissions.1.";
        String ranges = permission + (ipv4 ? "IpRanges.1." : "Ipv6Ranges.1.");
        return QueryRequest.of(QueryService.EC2, "AuthorizeSecurityGroupIngress")
                .with("GroupId", groupId)
                .with(permission + "IpProtocol", "tcp")
                .with(permission + "FromPort", port)
                .with(permission + "ToPort", port)
                .with(ranges + (ipv4 ? "CidrIp" : "CidrIpv6"), range.toString())
                .with(ranges + "Description", description)
                .with("TagSpecification.1.ResourceType", "security-group-rule")
                .with("TagSpecification.1.Tag.1.Key", tag.key())
                .with("TagSpecification.1.Tag.1.Value", tag.value());
    }

    /** Tells whether a rule is this one, made by us. */
    boolean isMadeAs(SecurityGroupRule rule) {
        return rule.hasTag(tag)
                && !rule.egress()
                && rule.groupId().equals(groupId)
                && rule.ipProtocol().equals("tcp")
                && rule.fromPort() == port
                && rule.toPort() == port
                && rule.range().filter(range::equals).isPresent();
    }
}
