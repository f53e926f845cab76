package dev.reverseetl.provider.rds.standin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A security group with its rules. Thread-safe. */
public final class StandInSecurityGroup {
    private final String id;
    private final String name;
    private final String vpcId;
    private final List<StandInRule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Creates a group that lets everything out and nothing in.
     *
     * @param id such as {@code sg-1}
     * @param name its name
     * @param vpcId the VPC
     */
    public StandInSecurityGroup(String id, String name, String vpcId) {
        this.id = id;
        this.name = name;
        this.vpcId = vpcId;
        add(new StandInRule(nextRuleId(), true, "-1", -1, -1, "0.0.0.0/0", "", Map.of()));
    }

    /** Adds an incoming rule for one TCP port, as somebody else would, and returns its id. */
    public String allow(String cidr, int port) {
        return allow("tcp", port, port, cidr);
    }

    /** Adds an incoming rule, as somebody else would, and returns its id. */
    public String allow(String ipProtocol, int fromPort, int toPort, String cidr) {
        StandInRule rule = new StandInRule(
                nextRuleId(), false, ipProtocol, fromPort, toPort, CidrBlock.normalised(cidr), "", Map.of());
        add(rule);
        return rule.id();
    }

    /** Removes the incoming rules for a range, as somebody else would. */
    public void forbid(String cidr) {
        String range = CidrBlock.normalised(cidr);
        rules.removeIf(rule -> !rule.egress() && rule.cidr().equals(range));
    }

    /** {@return its id} */
    public String id() {
        return id;
    }

    /** {@return its rules as they are now, those for outgoing traffic included} */
    public List<StandInRule> rules() {
        return List.copyOf(rules);
    }

    /** {@return its rules for incoming traffic as they are now} */
    public List<StandInRule> ingress() {
        return rules.stream().filter(rule -> !rule.egress()).toList();
    }

    String name() {
        return name;
    }

    String vpcId() {
        return vpcId;
    }

    String nextRuleId() {
        return String.format("sgr-%s%04d", id.replace("-", ""), numbers.incrementAndGet());
    }

    void add(StandInRule rule) {
        rules.add(rule);
    }

    void remove(Collection<String> ruleIds) {
        rules.removeIf(rule -> ruleIds.contains(rule.id()));
    }
}
