package dev.reverseetl.provider.rds;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 or IPv6: how an address is read and written. Nothing is ever looked up. */
enum AddressFamily {
    IPV4(4),
    IPV6(16);

    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    /** With a colon in it, the JDK reads it as a literal or refuses it, but asks no name server. */
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:]+:[0-9A-Fa-f:.]*");

    private static final Pattern GROUPS_OF_ZERO = Pattern.compile("(^|:)0(:0)+(:|$)");

    private final int bytes;

    AddressFamily(int bytes) {
        this.bytes = bytes;
    }

    static AddressFamily of(String address) {
        return address.indexOf(':') >= 0 ? IPV6 : IPV4;
    }

    int bits() {
        return bytes * 8;
    }

    Optional<BigInteger> parse(String address) {
        return this == IPV4 ? parse4(address) : parse6(address);
    }

    String format(BigInteger address) {
        return this == IPV4 ? format4(address) : format6(address);
    }

    private static Optional<BigInteger> parse4(String address) {
        Matcher matcher = DOTTED.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = 0;
        for (int group = 1; group <= 4; group++) {
            int value = Integer.parseInt(matcher.group(group));
            if (value > 255) {
                return Optional.empty();
            }
            number = number << 8 | value;
        }
        return Optional.of(BigInteger.valueOf(number));
    }

    private static Optional<BigInteger> parse6(String address) {
        if (!COLONS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            // An IPv4 address mapped into IPv6 comes as four bytes; EC2 knows no such ranges.
            return bytes.length == 16 ? Optional.of(new BigInteger(1, bytes)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String format4(BigInteger address) {
        long number = address.longValueExact();
        return (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** As RFC 5952 has it: small letters, the longest run of zeros left out. */
    private static String format6(BigInteger address) {
        StringBuilder text = new StringBuilder();
        for (int shift = 112; shift >= 0; shift -= 16) {
            text.append(text.isEmpty() ? "" : ":")
                    .append(Integer.toHexString(address.shiftRight(shift).intValue() & 0xffff));
        }
        return GROUPS_OF_ZERO
                .matcher(text)
                .results()
                .max(Comparator.comparingInt((MatchResult run) -> groups(run.group()))
                        .thenComparing(Comparator.comparingInt((MatchResult run) -> run.start())
                                .reversed()))
                .map(run -> text.substring(0, run.start()) + "::" + text.substring(run.end()))
                .orElseGet(text::toString);
    }

    private static int groups(String run) {
        return (int) run.chars().filter(c -> c == '0').count();
    }
}
