package dev.reverseetl.provider.rds;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The security groups of a region. No ids mean no groups here; to EC2 they would mean all. */
final class SecurityGroups {
    private static final String DRY_RUN = "DryRunOperation";
    private static final String NO_RULE = "sgr-00000000000000000";

    private final QueryApi ec2;

    SecurityGroups(QueryApi ec2) {
        this.ec2 = ec2;
    }

    /** Returns all rules of these groups; none for a group that doesn't exist. */
    List<SecurityGroupRule> rules(Collection<String> groupIds) {
        if (groupIds.isEmpty()) {
            return List.of();
        }
        return ec2.callForAll(
                QueryRequest.of(QueryService.EC2, "DescribeSecurityGroupRules")
                        .filteredBy("group-id", groupIds)
                        .with("MaxResults", 1000),
                "securityGroupRuleSet",
                "item",
                SecurityGroups::rule);
    }

    /**
     * Adds a rule and returns its id. If an attempt got no answer although it took effect, the next one is told that
     * the rule exists: then the rule is looked up, and it is taken for ours if it has our tag.
     *
     * @throws AwsFailure with {@link FailureReason#DUPLICATE} if somebody else's rule is there already; with
     *     {@link AwsFailure#effectPossible()} if the rule may have been added, which {@link #find} can tell
     */
    String authorizeIngress(IngressRule rule) {
        try {
            XmlElement answer = ec2.call(rule.request());
            return answer.items("securityGroupRuleSet").stream()
                    .map(item -> item.text("securityGroupRuleId"))
                    .findFirst()
                    .or(() -> find(rule))
                    .orElseThrow(() -> ec2.unreadable(rule.request(), "the rule was added, but its id is missing"));
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.DUPLICATE && failure.effectPossible()) {
                return find(rule).orElseThrow(() -> failure);
            }
            throw failure;
        }
    }

    /** Returns the id of a rule that is like this one and has its tag. */
    Optional<String> find(IngressRule rule) {
        return rules(List.of(rule.groupId())).stream()
                .filter(rule::isMadeAs)
                .map(SecurityGroupRule::id)
                .findFirst();
    }

    /** Asks whether {@link #authorizeIngress} would be permitted. Changes nothing. */
    Permission mayAuthorizeIngress(IngressRule rule) {
        return ask(rule.request());
    }

    /**
     * Removes rules. If an attempt got no answer although it took effect, the next one is told that there is no such
     * rule, which is success.
     *
     * @throws AwsFailure with {@link FailureReason#NOT_FOUND} if one of the rules doesn't exist; the others stay
     */
    void revokeIngress(String groupId, Collection<String> ruleIds) {
        if (ruleIds.isEmpty()) {
            return;
        }
        try {
            ec2.call(revocation(groupId, ruleIds));
        } catch (AwsFailure failure) {
            if (failure.reason() != FailureReason.NOT_FOUND || !failure.effectPossible()) {
                throw failure;
            }
        }
    }

    /** Asks whether {@link #revokeIngress} would be permitted for rules that are yet to be added. Changes nothing. */
    Permission mayRevokeIngress(String groupId) {
        try {
            return ask(revocation(groupId, List.of(NO_RULE)));
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.NOT_FOUND) {
                return Permission.GRANTED; // who may not revoke isn't told what exists
            }
            throw failure;
        }
    }

    private static QueryRequest revocation(String groupId, Collection<String> ruleIds) {
        return QueryRequest.of(QueryService.EC2, "RevokeSecurityGroupIngress")
                .with("GroupId", groupId)
                .withEach("SecurityGroupRuleId", ruleIds);
    }

    /** AWS answers a dry run with an error in either case. */
    private Permission ask(QueryRequest request) {
        try {
            ec2.call(request.with("DryRun", "true"));
            return Permission.GRANTED;
        } catch (AwsFailure failure) {
            if (failure.errorCode().equals(DRY_RUN)) {
                return Permission.GRANTED;
            }
            if (failure.reason() == FailureReason.NOT_AUTHORIZED) {
                return new Permission(false, String.valueOf(failure.getMessage()));
            }
            throw failure;
        }
    }

    private static SecurityGroupRule rule(XmlElement item) {
        String cidr = item.text("cidrIpv4") + item.text("cidrIpv6");
        return new SecurityGroupRule(
                item.text("securityGroupRuleId"),
                item.text("groupId"),
                item.isTrue("isEgress"),
                item.text("ipProtocol"),
                item.number("fromPort", -1),
                item.number("toPort", -1),
                CidrRange.parse(cidr),
                item.text("description"),
                item.items("tagSet").stream()
                        .collect(toUnmodifiableMap(tag -> tag.text("key"), tag -> tag.text("value"))));
    }
}
