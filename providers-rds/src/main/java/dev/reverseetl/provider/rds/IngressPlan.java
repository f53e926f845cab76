package dev.reverseetl.provider.rds;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.spi.ExternalStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which rules the security groups of a database lack for Segment to get in, as steps. Pure but for the permission. */
final class IngressPlan {
    private final String region;
    private final List<String> groups;
    private final int port;
    private final List<CidrRange> wanted;
    private final List<Finding> findings = new ArrayList<>();

    IngressPlan(String region, List<String> groups, int port, List<CidrRange> wanted) {
        this.region = region;
        this.groups = List.copyOf(groups);
        this.port = port;
        this.wanted = List.copyOf(wanted);
    }

    /** What is to be told besides the steps. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns one step for each range that no rule lets in; somebody else's where the caller isn't permitted. */
    List<ExternalStep> steps(List<SecurityGroupRule> rules, Function<IngressRule, Permission> permissions) {
        IngressDiff diff = IngressDiff.of(rules, port, wanted, IngressSteps.tag(""));
        diff.covered().values().stream()
                .filter(rule ->
                        rule.range().filter(range -> range.prefixBits() == 0).isPresent())
                .findFirst()
                .ifPresent(rule -> findings.add(new Finding(
                        "RDS_OPEN_TO_ALL",
                        Severity.NOTICE,
                        "The rule " + rule.id() + " of the security group " + rule.groupId()
                                + " lets everybody in, and so Segment too.",
                        "Nothing has to be done for Segment; consider a narrower rule.")));
        if (diff.missing().isEmpty()) {
            return List.of();
        }
        String group = group(rules);
        Permission permission =
                permissions.apply(IngressSteps.rule(group, port, diff.missing().get(0), ""));
        return diff.missing().stream()
                .map(range -> step(group, range, permission))
                .toList();
    }

    /** The group that has our rules already, else the first that the database names. */
    private String group(List<SecurityGroupRule> rules) {
        Optional<String> ours = rules.stream()
                .filter(rule -> rule.tags().containsKey(IngressSteps.TAG))
                .map(SecurityGroupRule::groupId)
                .findFirst();
        return ours.orElse(groups.get(0));
    }

    private ExternalStep step(String group, CidrRange range, Permission permission) {
        var step = ExternalStep.of(IngressSteps.CODE, ExternalStep.Order.AFTER_SQL)
                .what("Let " + range + " through the security group " + group + " to port " + port)
                .why("Segment connects from these addresses.")
                .call(IngressSteps.command(region, group, port, range))
                .undoCall("aws ec2 revoke-security-group-ingress --region " + region + " --group-id " + group
                        + " --security-group-rule-ids <the rule's id>")
                .parameter(IngressSteps.REGION, region)
                .parameter(IngressSteps.GROUP, group)
                .parameter(IngressSteps.PORT, Integer.toString(port))
                .parameter(IngressSteps.RANGE, range.toString());
        if (!permission.granted()) {
            step.byHand(
                    "somebody with ec2:AuthorizeSecurityGroupIngress and ec2:CreateTags",
                    "AWS doesn't permit it to these credentials: " + permission.reason() + ".");
        }
        return step.build();
    }
}
