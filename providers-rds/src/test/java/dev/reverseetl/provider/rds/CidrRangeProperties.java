package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CidrRangeProperties {
    @Provide
    static Arbitrary<CidrRange> ranges() {
        return Arbitraries.of(AddressFamily.class).flatMap(CidrRangeProperties::rangesOf);
    }

    private static Arbitrary<CidrRange> rangesOf(AddressFamily family) {
        BigInteger end = BigInteger.ONE.shiftLeft(family.bits()).subtract(BigInteger.ONE);
        Arbitrary<BigInteger> addresses = Arbitraries.bigIntegers().between(BigInteger.ZERO, end);
        return Combinators.combine(addresses, Arbitraries.integers().between(0, family.bits()))
                .as((address, bits) -> new CidrRange(family, address, bits));
    }

    @Property
    void readsWhatItWrites(@ForAll("ranges") CidrRange range) {
        assertThat(CidrRange.parse(range.toString())).contains(range);
    }

    @Property
    void containmentIsThatOfFirstAndLastAddress(@ForAll("ranges") CidrRange a, @ForAll("ranges") CidrRange b) {
        boolean inside =
                a.family() == b.family() && a.network().compareTo(b.network()) <= 0 && last(b).compareTo(last(a)) <= 0;

        assertThat(a.contains(b)).isEqualTo(inside);
    }

    @Property
    void halvesMakeTheWhole(@ForAll("ranges") CidrRange range) {
        if (range.prefixBits() < range.family().bits()) {
            CidrRange low = range.lowerHalf();
            CidrRange high = range.upperHalf();

            assertThat(Arrays.asList(low, high)).allMatch(range::contains);
            assertThat(low.network()).isEqualTo(range.network());
            assertThat(last(low).add(BigInteger.ONE)).isEqualTo(high.network());
            assertThat(last(high)).isEqualTo(last(range));
        }
    }

    private static BigInteger last(CidrRange range) {
        int hostBits = range.family().bits() - range.prefixBits();
        return range.network().add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
    }
}
