package dev.reverseetl.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address as it is written, never looked up. An IPv4 address mapped into IPv6 is the IPv4 address.
 *
 * @param bytes four bytes for IPv4, sixteen for IPv6, each from 0 to 255
 */
record IpAddress(List<Integer> bytes) {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern COLON = Pattern.compile(":");
    /** Without leading zeros, which some programs read as octal. */
    private static final Pattern DECIMAL_BYTE = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");

    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final List<Integer> MAPPED = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255);

    /** Reads {@code 192.0.2.1} or {@code 2001:db8::1}, the latter also with a zone such as {@code %eth0}. */
    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            return parse4(text).map(IpAddress::new);
        }
        int zone = text.indexOf('%');
        return parse6(zone < 0 ? text : text.substring(0, zone)).map(IpAddress::unmapped);
    }

    boolean isVersion4() {
        return bytes.size() == 4;
    }

    /** Tells whether the first bits of both are the same. */
    boolean isWithin(IpAddress network, int prefixBits) {
        if (bytes.size() != network.bytes.size()) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int ignoredBits = Math.max(0, 8 - (prefixBits - bit));
            if (bytes.get(bit / 8) >> ignoredBits != network.bytes.get(bit / 8) >> ignoredBits) {
                return false;
            }
        }
        return true;
    }

    private static IpAddress unmapped(List<Integer> bytes) {
        return new IpAddress(bytes.subList(0, 12).equals(MAPPED) ? List.copyOf(bytes.subList(12, 16)) : bytes);
    }

    private static Optional<List<Integer>> parse4(String text) {
        List<String> parts = List.of(DOT.split(text, -1));
        return parts.size() == 4
                        && parts.stream()
                                .allMatch(part -> DECIMAL_BYTE.matcher(part).matches())
                ? Optional.of(parts.stream().map(Integer::valueOf).toList())
                : Optional.empty();
    }

    private static Optional<List<Integer>> parse6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(bytes -> bytes.size() == 16);
        }
        Optional<List<Integer>> head = groups(text.substring(0, gap), false);
        Optional<List<Integer>> tail = groups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int missing = 16 - head.get().size() - tail.get().size();
        return missing < 2
                ? Optional.empty()
                : Optional.of(
                        Stream.of(head.get().stream(), Stream.generate(() -> 0).limit(missing), tail.get().stream())
                                .flatMap(part -> part)
                                .toList());
    }

    private static Optional<List<Integer>> groups(String text, boolean atEnd) {
        List<Integer> bytes = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(bytes);
        }
        List<String> groups = List.of(COLON.split(text, -1));
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i);
            Optional<List<Integer>> embedded = atEnd && i == groups.size() - 1 ? parse4(group) : Optional.empty();
            if (embedded.isPresent()) {
                bytes.addAll(embedded.get());
            } else if (GROUP.matcher(group).matches()) {
                int value = Integer.parseInt(group, 16);
                bytes.add(value >> 8);
                bytes.add(value & 0xff);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes);
    }
}
