package dev.reverseetl.provider.rds.standin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an AWS account has in one region. Thread-safe; changes show in the next answer. */
public final class StandInAccount {
    private final String region;
    private final Map<String, StandInInstance> instances = new ConcurrentSkipListMap<>();
    private final Map<String, StandInCluster> clusters = new ConcurrentSkipListMap<>();
    private final Map<String, StandInSubnetGroup> subnetGroups = new ConcurrentSkipListMap<>();
    private final Map<String, Map<String, String>> parameterGroups = new ConcurrentHashMap<>();
    private final Map<String, StandInSecurityGroup> securityGroups = new ConcurrentSkipListMap<>();
    private final List<StandInRouteTable> routeTables = new CopyOnWriteArrayList<>();
    private final List<StandInNetworkAcl> networkAcls = new CopyOnWriteArrayList<>();
    private final Set<String> refusedActions = ConcurrentHashMap.newKeySet();
    private volatile String sessionToken = "";
    private volatile int pageSize = 100;
    private volatile int rulesPerSecurityGroup = 60;

    private StandInAccount(String region) {
        this.region = region;
    }

    /**
     * Creates an empty account.
     *
     * @param region the only region that it answers for
     */
    public static StandInAccount create(String region) {
        return new StandInAccount(region);
    }

    /** {@return the region} */
    public String region() {
        return region;
    }

    /** {@return the access key id that requests must be signed with} */
    public String accessKeyId() {
        return "AKIASTANDIN000000000";
    }

    /** {@return the secret access key that requests must be signed with; it opens nothing but this stand-in} */
    public String secretAccessKey() {
        return "stand-in/secret+access/key0000000000000";
    }

    /** {@return the session token that requests must have; empty if they must have none} */
    public String sessionToken() {
        return sessionToken;
    }

    /**
     * Demands a session token, as temporary credentials have.
     *
     * @param token the token
     */
    public StandInAccount sessionToken(String token) {
        sessionToken = token;
        return this;
    }

    /**
     * Sets how many items an answer has at most, so that short lists have pages too. Default: 100.
     *
     * @param items how many
     */
    public StandInAccount pageSize(int items) {
        pageSize = items;
        return this;
    }

    /**
     * Sets the quota of incoming rules. Default: 60.
     *
     * @param rules how many a security group may have
     */
    public StandInAccount rulesPerSecurityGroup(int rules) {
        rulesPerSecurityGroup = rules;
        return this;
    }

    /**
     * Lets IAM refuse an action from now on.
     *
     * @param action such as {@code AuthorizeSecurityGroupIngress}
     */
    public StandInAccount refuse(String action) {
        refusedActions.add(action);
        return this;
    }

    /** Adds an instance, or replaces the one with its identifier. */
    public StandInAccount add(StandInInstance instance) {
        instances.put(instance.identifier(), instance);
        return this;
    }

    /** Adds a cluster, or replaces the one with its identifier. Its instances are added on their own. */
    public StandInAccount add(StandInCluster cluster) {
        clusters.put(cluster.identifier(), cluster);
        return this;
    }

    /** Adds a subnet group, or replaces the one with its name. */
    public StandInAccount add(StandInSubnetGroup group) {
        subnetGroups.put(group.name(), group);
        return this;
    }

    /** Adds a security group, or replaces the one with its id. */
    public StandInAccount add(StandInSecurityGroup group) {
        securityGroups.put(group.id(), group);
        return this;
    }

    /** Adds a route table. */
    public StandInAccount add(StandInRouteTable table) {
        routeTables.add(table);
        return this;
    }

    /** Adds a network ACL. */
    public StandInAccount add(StandInNetworkAcl acl) {
        networkAcls.add(acl);
        return this;
    }

    /**
     * Adds a parameter group of instances or clusters.
     *
     * @param name the group's name
     * @param parameters its parameters, such as {@code rds.force_ssl}
     */
    public StandInAccount addParameterGroup(String name, Map<String, String> parameters) {
        parameterGroups.put(name, Map.copyOf(parameters));
        return this;
    }

    /**
     * Returns a security group with its rules as they are now.
     *
     * @param id such as {@code sg-1}
     * @throws IllegalArgumentException if there is none
     */
    public StandInSecurityGroup securityGroup(String id) {
        StandInSecurityGroup group = securityGroups.get(id);
        if (group == null) {
            throw new IllegalArgumentException("No security group " + id);
        }
        return group;
    }

    int pageSize() {
        return pageSize;
    }

    int rulesPerSecurityGroup() {
        return rulesPerSecurityGroup;
    }

    boolean refuses(String action) {
        return refusedActions.contains(action);
    }

    Collection<StandInInstance> instances() {
        return instances.values();
    }

    Collection<StandInCluster> clusters() {
        return clusters.values();
    }

    Collection<StandInSubnetGroup> subnetGroups() {
        return subnetGroups.values();
    }

    Map<String, Map<String, String>> parameterGroups() {
        return parameterGroups;
    }

    Map<String, StandInSecurityGroup> securityGroups() {
        return securityGroups;
    }

    List<StandInRouteTable> routeTables() {
        return routeTables;
    }

    List<StandInNetworkAcl> networkAcls() {
        return networkAcls;
    }
}
