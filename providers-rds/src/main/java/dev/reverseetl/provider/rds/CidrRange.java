package dev.reverseetl.provider.rds;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses. Bits beyond the prefix are cleared, as EC2 does, so equal ranges are equal objects.
 *
 * @param family IPv4 or IPv6
 * @param network the first address as a number
 * @param prefixBits how many leading bits all addresses of the range share
 */
record CidrRange(AddressFamily family, BigInteger network, int prefixBits) {
    private static final Pattern CIDR = Pattern.compile("([^/]+)/(0|[1-9]\\d{0,2})");

    CidrRange {
        if (prefixBits < 0 || prefixBits > family.bits()) {
            throw new IllegalArgumentException("Prefix of " + prefixBits + " bits");
        }
        int hostBits = family.bits() - prefixBits;
        network = network.shiftRight(hostBits).shiftLeft(hostBits);
    }

    /** Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; nothing else, such as a bare address. */
    static Optional<CidrRange> parse(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int prefixBits = Integer.parseInt(matcher.group(2));
        AddressFamily family = AddressFamily.of(matcher.group(1));
        return prefixBits > family.bits()
                ? Optional.empty()
                : family.parse(matcher.group(1)).map(number -> new CidrRange(family, number, prefixBits));
    }

    /** Reads what is known to be a range. */
    static CidrRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a CIDR range: \"" + text + "\""));
    }

    boolean contains(CidrRange other) {
        return family == other.family
                && prefixBits <= other.prefixBits
                && new CidrRange(family, other.network, prefixBits).network.equals(network);
    }

    /** Two ranges are nested or have nothing in common. */
    boolean overlaps(CidrRange other) {
        return contains(other) || other.contains(this);
    }

    CidrRange lowerHalf() {
        return new CidrRange(family, network, prefixBits + 1);
    }

    CidrRange upperHalf() {
        return new CidrRange(family, network.setBit(family.bits() - prefixBits - 1), prefixBits + 1);
    }

    @Override
    public String toString() {
        return family.format(network) + "/" + prefixBits;
    }
}
