package dev.reverseetl.provider.rds.standin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A DB cluster. Methods change it and return it; changes show in the next answer. Thread-safe. */
public final class StandInCluster {
    private final String identifier;
    /** Elements of the description with a text, by name. */
    private final Map<String, String> elements = new ConcurrentSkipListMap<>();

    private volatile List<String> members = List.of();
    private volatile List<String> securityGroups = List.of();
    private volatile List<String> customEndpoints = List.of();

    private StandInCluster(String identifier, String engine) {
        this.identifier = identifier;
        set("DBClusterIdentifier", identifier);
        set("Status", "available");
        set("Engine", engine);
        set("EngineVersion", "16.4");
        set("DbClusterResourceId", "cluster-" + identifier.toUpperCase(Locale.ROOT));
        set("IAMDatabaseAuthenticationEnabled", "false");
        set("DBClusterParameterGroup", "default." + engine);
        set("DBSubnetGroup", "default");
        set("Endpoint", identifier + ".cluster-c0ffee.us-east-1.rds.amazonaws.com");
        set("ReaderEndpoint", identifier + ".cluster-ro-c0ffee.us-east-1.rds.amazonaws.com");
        set("Port", "5432");
    }

    /** Creates an Aurora cluster. */
    public static StandInCluster aurora(String identifier) {
        return new StandInCluster(identifier, "aurora-postgresql");
    }

    /** Creates a Multi-AZ cluster of RDS; publicly accessible. */
    public static StandInCluster multiAz(String identifier) {
        return new StandInCluster(identifier, "postgres").set("PubliclyAccessible", "true");
    }

    /** {@return its identifier} */
    public String identifier() {
        return identifier;
    }

    /**
     * Sets an element of the description.
     *
     * @param element its name in the XML, such as {@code ReaderEndpoint}
     * @param text its text
     */
    public StandInCluster set(String element, String text) {
        elements.put(element, text);
        return this;
    }

    /** Sets its instances, the writer first. Default: none. */
    public StandInCluster members(String... identifiers) {
        members = List.of(identifiers);
        return this;
    }

    /** Sets its security groups. Default: none. */
    public StandInCluster securityGroups(String... ids) {
        securityGroups = List.of(ids);
        return this;
    }

    /** Sets its custom endpoints. Default: none. */
    public StandInCluster customEndpoints(String... addresses) {
        customEndpoints = List.of(addresses);
        return this;
    }

    Map<String, String> elements() {
        return elements;
    }

    List<String> members() {
        return members;
    }

    List<String> securityGroups() {
        return securityGroups;
    }

    List<String> customEndpoints() {
        return customEndpoints;
    }
}
