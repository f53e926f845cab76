package dev.reverseetl.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The host and port that Segment is told to connect to. Nothing is looked up and no connection is opened. Immutable and
 * thread-safe.
 *
 * @param host a host name, an IPv4 address, an IPv6 address with or without square brackets, or the absolute directory
 *     of a Unix socket; kept as it is
 * @param port the TCP port, 1 to 65535
 */
public record SegmentEndpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks host and port.
     *
     * @param host a host name, an address, or the directory of a Unix socket
     * @param port the TCP port
     * @throws NullPointerException if {@code host} is null
     * @throws IllegalArgumentException if {@code host} is none of the above, such as a URL or a host with its port, or
     *     {@code port} is out of range; the message has both problems
     */
    public SegmentEndpoint {
        List<String> problems = problemsOf(host, port);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Segment's endpoint: " + String.join("; ", problems));
        }
    }

    static List<String> problemsOf(String host, int port) {
        Objects.requireNonNull(host, "host");
        List<String> problems = new ArrayList<>();
        HostSyntax.problemOf(host).ifPresent(problems::add);
        if (port < 1 || port > MAX_PORT) {
            problems.add("the port " + port + " is not within 1 to " + MAX_PORT);
        }
        return problems;
    }

    /**
     * Tells from the host's spelling alone whether Segment can connect to it. A name is never looked up, so most names
     * are {@code UNKNOWN}.
     *
     * @return the verdict and its reason
     */
    public Reachability reachabilityBySpelling() {
        if (HostSyntax.isPath(host)) {
            return Reachability.impossible("is a Unix socket, which only programs on the same machine can use");
        }
        Optional<IpAddress> address = IpAddress.parse(HostSyntax.withoutBrackets(host));
        return address.isPresent() ? reachabilityOf(address.get()) : reachabilityOfName();
    }

    private static Reachability reachabilityOf(IpAddress address) {
        return NonPublicRange.reasonFor(address)
                .map(Reachability::impossible)
                .orElseGet(() -> address.isVersion4()
                        ? Reachability.possible("is a public address")
                        : Reachability.unknown(
                                "is an IPv6 address, and all addresses that Segment documents are IPv4"));
    }

    private Reachability reachabilityOfName() {
        String name = host.toLowerCase(Locale.ROOT);
        String labels = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String last = labels.substring(labels.lastIndexOf('.') + 1);
        return switch (last) {
            case "localhost" -> Reachability.impossible("means the machine itself");
            case "local" -> Reachability.impossible("is a name of a local network");
            case "internal" -> Reachability.impossible("is a name of a private network");
            default ->
                last.equals(labels)
                        ? Reachability.impossible("has no domain, so only a private network can know it")
                        : Reachability.unknown("is a name whose address was not looked up");
        };
    }

    /** Returns host and port as in a URL, such as {@code db.example.com:5432} or {@code [2600::1]:5432}. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 || host.startsWith("[") || HostSyntax.isPath(host) ? host : "[" + host + "]")
                + ":" + port;
    }
}
