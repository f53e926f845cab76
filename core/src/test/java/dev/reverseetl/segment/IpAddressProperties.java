package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class IpAddressProperties {
    @Property
    void readsWhatJavaWritesOfAnyIpv4Address(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        assertReads(bytes);
    }

    @Property
    void readsWhatJavaWritesOfAnyIpv6Address(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        assertReads(bytes);
    }

    @Property
    void readsAGapAnywhere(
            @ForAll @Size(16) byte[] bytes,
            @ForAll @IntRange(max = 7) int from,
            @ForAll @IntRange(min = 1, max = 8) int to)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        Assume.that(address instanceof Inet6Address); // and not an IPv4 address within one
        List<String> groups = new ArrayList<>(List.of(address.getHostAddress().split(":", -1)));
        int end = Math.max(from + 1, to);
        String shortened = String.join(":", groups.subList(0, from)) + "::" + String.join(":", groups.subList(end, 8));
        for (int i = 2 * from; i < 2 * end; i++) {
            bytes[i] = 0;
        }
        assertThat(IpAddress.parse(shortened))
                .contains(addressOf(InetAddress.getByAddress(bytes).getAddress()));
    }

    @Property
    void readsOnlyWhatJavaReads(
            @ForAll @StringLength(max = 20) @Chars({':', '.', 'f', 'F', '%'}) @CharRange(from = '0', to = '2')
                    String text)
            throws UnknownHostException {
        IpAddress.parse(text).ifPresent(address -> {
            String literal = text.contains(":") ? "[" + text.replaceAll("%.*", "") + "]" : text;
            assertThat(address).isEqualTo(addressOf(javaAddress(literal)));
        });
    }

    private static byte[] javaAddress(String literal) {
        try {
            return InetAddress.getAllByName(literal)[0].getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }

    private static void assertReads(byte[] bytes) throws UnknownHostException {
        assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                .contains(addressOf(bytes));
    }

    private static IpAddress addressOf(byte[] bytes) {
        List<Integer> values = new ArrayList<>();
        for (byte b : bytes) {
            values.add(Byte.toUnsignedInt(b));
        }
        return new IpAddress(values);
    }
}
