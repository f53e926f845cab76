package dev.reverseetl.segment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of addresses to let in, as they are written. Nothing is looked up. */
public final class AddressRanges {
    private static final Pattern RANGE = Pattern.compile("([^/%]+)(?:/(\\d{1,3}))?");

    private AddressRanges() {}

    /**
     * Checks ranges.
     *
     * @param ranges in CIDR notation, IPv4 or IPv6; a plain address stands for itself alone
     * @return the same ranges, each once, all of them with their prefix
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if there is none, or one is malformed, has a prefix that is too long, or bits
     *     set after it, since it can't be told which of the two is wrong; the message has all problems
     */
    public static List<String> check(String... ranges) {
        List<String> problems = new ArrayList<>();
        List<String> checked = new ArrayList<>();
        for (String range : List.of(ranges)) {
            Matcher matcher = RANGE.matcher(range);
            Optional<IpAddress> address = matcher.matches() ? IpAddress.parse(matcher.group(1)) : Optional.empty();
            if (address.isEmpty()) {
                problems.add("\"" + range + "\" is no range of addresses, such as \"52.25.130.38/32\"");
                continue;
            }
            int most = address.get().bytes().size() * 8;
            int prefixBits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
            if (prefixBits > most) {
                problems.add("\"" + range + "\" has a prefix of more than the " + most + " bits of its address");
                continue;
            }
            IpAddress first = first(address.get(), prefixBits);
            if (!first.equals(address.get())) {
                problems.add("\"" + range + "\" has bits set after its prefix; if the prefix is right, it is \""
                        + text(first) + "/" + prefixBits + "\"");
            }
            checked.add(matcher.group(1) + "/" + prefixBits);
        }
        if (ranges.length == 0) {
            problems.add("No address range is given; name at least one, as in \"52.25.130.38/32\"");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", problems));
        }
        return checked.stream().distinct().toList();
    }

    /** The first address of a range. */
    private static IpAddress first(IpAddress address, int prefixBits) {
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < address.bytes().size(); i++) {
            int cleared = Math.min(8, Math.max(0, 8 - (prefixBits - i * 8)));
            bytes.add(address.bytes().get(i) >> cleared << cleared);
        }
        return new IpAddress(bytes);
    }

    private static String text(IpAddress address) {
        byte[] bytes = new byte[address.bytes().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = address.bytes().get(i).byteValue();
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // never: it has 4 or 16 bytes
        }
    }
}
