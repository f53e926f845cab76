package dev.reverseetl.provider.rds.standin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A DB instance. Methods change it and return it; changes show in the next answer. Thread-safe. */
public final class StandInInstance {
    private final String identifier;
    /** Elements of the description with a text, by name. */
    private final Map<String, String> elements = new ConcurrentSkipListMap<>();

    private volatile String host;
    private volatile int port = 5432;
    private volatile List<String> securityGroups = List.of();
    private volatile String subnetGroup = "default";
    private volatile String parameterGroup;

    private StandInInstance(String identifier, String engine, String version) {
        this.identifier = identifier;
        host = identifier + ".c0ffee.us-east-1.rds.amazonaws.com";
        parameterGroup = "default." + engine;
        set("DBInstanceIdentifier", identifier);
        set("DBInstanceStatus", "available");
        set("Engine", engine);
        set("EngineVersion", version);
        set("DbiResourceId", "db-" + identifier.toUpperCase(Locale.ROOT));
        set("CACertificateIdentifier", "rds-ca-rsa2048-g1");
        set("IAMDatabaseAuthenticationEnabled", "false");
        set("PubliclyAccessible", "true");
    }

    /** Creates an RDS instance: available, publicly accessible, PostgreSQL 16.4. */
    public static StandInInstance postgres(String identifier) {
        return new StandInInstance(identifier, "postgres", "16.4");
    }

    /** Creates an instance of an Aurora cluster. */
    public static StandInInstance aurora(String identifier, String cluster) {
        return new StandInInstance(identifier, "aurora-postgresql", "16.4").set("DBClusterIdentifier", cluster);
    }

    /** {@return its identifier} */
    public String identifier() {
        return identifier;
    }

    /**
     * Sets an element of the description.
     *
     * @param element its name in the XML, such as {@code DBInstanceStatus}
     * @param text its text
     */
    public StandInInstance set(String element, String text) {
        elements.put(element, text);
        return this;
    }

    /** Sets where it listens. Default: a name as RDS gives it. */
    public StandInInstance endpoint(String hostName, int portNumber) {
        host = hostName;
        port = portNumber;
        return this;
    }

    /** Sets whether it has a public address. Default: it has. */
    public StandInInstance publiclyAccessible(boolean isPublic) {
        return set("PubliclyAccessible", Boolean.toString(isPublic));
    }

    /** Sets whether it accepts IAM tokens. Default: it doesn't. */
    public StandInInstance iamAuthentication(boolean enabled) {
        return set("IAMDatabaseAuthenticationEnabled", Boolean.toString(enabled));
    }

    /** Sets its security groups. Default: none. */
    public StandInInstance securityGroups(String... ids) {
        securityGroups = List.of(ids);
        return this;
    }

    /** Sets its subnet group. Default: {@code default}. */
    public StandInInstance subnetGroup(String name) {
        subnetGroup = name;
        return this;
    }

    /** Sets its parameter group. Default: {@code default.<engine>}. */
    public StandInInstance parameterGroup(String name) {
        parameterGroup = name;
        return this;
    }

    String element(String name) {
        return elements.getOrDefault(name, "");
    }

    Map<String, String> elements() {
        return elements;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    List<String> securityGroups() {
        return securityGroups;
    }

    String subnetGroup() {
        return subnetGroup;
    }

    String parameterGroup() {
        return parameterGroup;
    }
}
