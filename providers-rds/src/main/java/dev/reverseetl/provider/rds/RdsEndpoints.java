package dev.reverseetl.provider.rds;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import java.util.Optional;

/** Which of RDS's endpoints can't be a source's, and which to take instead. */
final class RdsEndpoints {
    private RdsEndpoints() {}

    /** Tells what is wrong with a name, by its form alone. */
    static Optional<Finding> problem(EndpointName name, String host) {
        return switch (name.kind()) {
            case CLUSTER_READER ->
                Optional.of(readOnly(
                        host,
                        "the reader endpoint of the cluster \"" + name.id() + "\"",
                        host.replaceFirst("(?i)\\.cluster-ro-", ".cluster-")));
            case CLUSTER_CUSTOM ->
                Optional.of(readOnly(
                        host, "a custom endpoint, which may lead to readers", "the cluster's writer endpoint"));
            case PROXY, PROXY_ENDPOINT ->
                Optional.of(new Finding(
                        "RDS_ENDPOINT_PROXY",
                        Severity.BLOCKER,
                        "Segment would connect to \"" + host
                                + "\", an RDS Proxy: it can be reached from within its VPC only.",
                        "Give the endpoint of the instance, or the writer endpoint of the cluster, with"
                                + " segmentEndpoint(host, port)."));
            case LIMITLESS_SHARD_GROUP ->
                Optional.of(new Finding(
                        "RDS_ENDPOINT_LIMITLESS",
                        Severity.WARNING,
                        "Segment would connect to \"" + host + "\", a shard group of Aurora Limitless, with which this"
                                + " library has not been tried.",
                        "Try it with a small model first."));
            default -> Optional.empty();
        };
    }

    static Finding readOnly(String host, String what, String instead) {
        return new Finding(
                "RDS_ENDPOINT_READER",
                Severity.BLOCKER,
                "Segment would connect to \"" + host + "\", " + what
                        + ": it must write to the managed schema at every sync, and readers can't.",
                "Give Segment " + instead + ", with segmentEndpoint(host, port).");
    }

    static Finding member(String host, String instead) {
        return new Finding(
                "RDS_ENDPOINT_MEMBER",
                Severity.WARNING,
                "Segment would connect to \"" + host
                        + "\", one instance of a cluster: after a failover it is a reader, and syncs fail.",
                "Give Segment " + instead + ", with segmentEndpoint(host, port).");
    }
}
