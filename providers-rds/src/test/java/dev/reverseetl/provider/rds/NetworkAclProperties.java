package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** An ACL against the rule of the manual, address by address and port by port: the first entry that matches decides. */
class NetworkAclProperties {
    private static final int FIRST = 0x0A000000;
    private static final int LAST_PORT = 7;

    /** Within 10.0.0.0/28 and wider. */
    @Provide
    static Arbitrary<CidrRange> ranges() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(26, 32))
                .as((host, bits) -> new CidrRange(AddressFamily.IPV4, BigInteger.valueOf(FIRST + host), bits));
    }

    @Provide
    static Arbitrary<AclEntry> entries() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.of(true, false),
                        Arbitraries.of("6", "6", "6", "-1", "17"),
                        Arbitraries.of(true, false),
                        ranges(),
                        Arbitraries.integers().between(0, LAST_PORT),
                        Arbitraries.integers().between(0, LAST_PORT))
                .as((number, egress, protocol, allow, range, a, b) ->
                        new AclEntry(number, egress, protocol, allow, range, Math.min(a, b), Math.max(a, b)));
    }

    @Property(tries = 3000)
    void decidesAsEachPacketWouldBe(
            @ForAll @Size(max = 8) @UniqueElements(by = RuleNumber.class) List<@From("entries") AclEntry> entries,
            @ForAll("ranges") CidrRange range,
            @ForAll @IntRange(max = LAST_PORT) int a,
            @ForAll @IntRange(max = LAST_PORT) int b) {
        NetworkAcl acl = new NetworkAcl("acl-1", List.of(), entries);

        assertThat(acl.allowsOut(range, Math.min(a, b), Math.max(a, b)))
                .isEqualTo(IntStream.rangeClosed(Math.min(a, b), Math.max(a, b))
                        .allMatch(port -> allPass(entries, true, range, port)));
        assertThat(acl.allowsIn(range, a)).isEqualTo(allPass(entries, false, range, a));
    }

    private static boolean allPass(List<AclEntry> entries, boolean egress, CidrRange range, int port) {
        int count = 1 << (32 - range.prefixBits());
        return IntStream.range(0, count)
                .mapToObj(i -> new CidrRange(
                        AddressFamily.IPV4, range.network().add(BigInteger.valueOf(i)), AddressFamily.IPV4.bits()))
                .allMatch(address -> entries.stream()
                        .sorted(Comparator.comparingInt(AclEntry::ruleNumber))
                        .filter(entry -> entry.egress() == egress && matches(entry, address, port))
                        .findFirst()
                        .filter(AclEntry::allow)
                        .isPresent());
    }

    private static boolean matches(AclEntry entry, CidrRange address, int port) {
        boolean tcpPort = entry.protocol().equals("6") && entry.fromPort() <= port && port <= entry.toPort();
        return (tcpPort || entry.protocol().equals("-1")) && entry.range().contains(address);
    }

    static final class RuleNumber implements Function<Object, Object> {
        @Override
        public Object apply(Object entry) {
            return ((AclEntry) entry).ruleNumber();
        }
    }
}
