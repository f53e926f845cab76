package dev.reverseetl.segment;

import java.util.List;
import java.util.Optional;

/**
 * A range of addresses that nobody on the internet can connect to.
 *
 * @param network the range's first address
 * @param prefixBits how many leading bits all addresses of the range share
 * @param reason why nobody can, as a clause about the address
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA: IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA: IPv6 special-purpose addresses</a>
 */
record NonPublicRange(IpAddress network, int prefixBits, String reason) {
    private static final List<NonPublicRange> ALL = List.of(
            range("0.0.0.0", 8, "is an unspecified address"),
            range("10.0.0.0", 8, "is a private address"),
            range("100.64.0.0", 10, "is a private address of a carrier's or cloud's network (shared address space)"),
            range("127.0.0.0", 8, "is a loopback address"),
            range("169.254.0.0", 16, "is a link-local address"),
            range("172.16.0.0", 12, "is a private address"),
            range("192.0.0.0", 24, "is reserved for protocols"),
            range("192.0.2.0", 24, "is reserved for documentation"),
            range("192.168.0.0", 16, "is a private address"),
            range("198.18.0.0", 15, "is reserved for benchmarks"),
            range("198.51.100.0", 24, "is reserved for documentation"),
            range("203.0.113.0", 24, "is reserved for documentation"),
            range("224.0.0.0", 4, "is a multicast address"),
            range("240.0.0.0", 4, "is a reserved address"),
            range("::", 128, "is an unspecified address"),
            range("::1", 128, "is a loopback address"),
            range("64:ff9b:1::", 48, "is a private address of an address translator"),
            range("100::", 64, "is an address that discards everything"),
            range("2001:db8::", 32, "is reserved for documentation"),
            range("3fff::", 20, "is reserved for documentation"),
            range("fc00::", 7, "is a private (unique local) address"),
            range("fe80::", 10, "is a link-local address"),
            range("fec0::", 10, "is a private (site-local) address"),
            range("ff00::", 8, "is a multicast address"));

    private static NonPublicRange range(String network, int prefixBits, String reason) {
        return new NonPublicRange(IpAddress.parse(network).orElseThrow(), prefixBits, reason);
    }

    /** Returns why nobody can connect to an address, if so. */
    static Optional<String> reasonFor(IpAddress address) {
        return ALL.stream()
                .filter(range -> address.isWithin(range.network, range.prefixBits))
                .map(NonPublicRange::reason)
                .findFirst();
    }
}
