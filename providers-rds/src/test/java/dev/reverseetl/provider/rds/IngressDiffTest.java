package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressDiffTest {
    private static final OwnerTag TAG = new OwnerTag("reverse-etl", "shop");
    private static final CidrRange WANTED = CidrRange.of("3.251.148.96/29");

    private static SecurityGroupRule rule(String protocol, int from, int to, String cidr) {
        return rule("sgr-1", false, protocol, from, to, CidrRange.parse(cidr), Map.of());
    }

    private static SecurityGroupRule rule(
            String id,
            boolean egress,
            String protocol,
            int from,
            int to,
            Optional<CidrRange> range,
            Map<String, String> tags) {
        return new SecurityGroupRule(id, "sg-1", egress, protocol, from, to, range, "", tags);
    }

    private static IngressDiff diff(SecurityGroupRule... rules) {
        return IngressDiff.of(List.of(rules), 5432, List.of(WANTED), TAG);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 5432, 5432, 3.251.148.96/29",
        "6, 5432, 5432, 3.251.148.96/29",
        "tcp, 5432, 5432, 3.251.148.0/24",
        "tcp, 5432, 5432, 0.0.0.0/0",
        "tcp, 0, 65535, 3.251.148.96/29",
        "tcp, 5000, 5432, 3.251.148.96/29",
        "tcp, 5432, 6000, 3.251.148.96/29",
        "-1, -1, -1, 3.251.148.96/29",
    })
    void isCovered(String protocol, int from, int to, String cidr) {
        SecurityGroupRule rule = rule(protocol, from, to, cidr);

        assertThat(diff(rule).covered()).containsExactly(Map.entry(WANTED, rule));
        assertThat(diff(rule).missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 5433, 5433, 3.251.148.96/29",
        "tcp, 5000, 5431, 3.251.148.96/29",
        "udp, 5432, 5432, 3.251.148.96/29",
        "icmp, -1, -1, 0.0.0.0/0",
        "17, 5432, 5432, 0.0.0.0/0",
        "tcp, -1, -1, 0.0.0.0/0",
        "tcp, 5432, 5432, 3.251.148.96/30",
        "tcp, 5432, 5432, 3.251.148.104/29",
        "tcp, 5432, 5432, ::/0",
    })
    void isMissing(String protocol, int from, int to, String cidr) {
        assertThat(diff(rule(protocol, from, to, cidr)).missing()).containsExactly(WANTED);
        assertThat(diff(rule(protocol, from, to, cidr)).covered()).isEmpty();
    }

    @Test
    void outgoingRulesAndPrefixListsLetNobodyIn() {
        IngressDiff diff = diff(
                rule("sgr-1", true, "-1", -1, -1, CidrRange.parse("0.0.0.0/0"), Map.of()),
                rule("sgr-2", false, "tcp", 5432, 5432, Optional.empty(), Map.of()));

        assertThat(diff.missing()).containsExactly(WANTED);
    }

    @Test
    void isMissingInNoGroupAtAll() {
        assertThat(diff().missing()).containsExactly(WANTED);
    }

    @Test
    void wantsEachRangeOnce() {
        assertThat(IngressDiff.of(List.of(), 5432, List.of(WANTED, WANTED), TAG).missing())
                .containsExactly(WANTED);
    }

    @Test
    void oursHaveTheTagWhateverTheyLetIn() {
        Optional<CidrRange> range = CidrRange.parse("192.0.2.0/24");
        SecurityGroupRule ours = rule("sgr-1", false, "tcp", 1, 1, range, Map.of("reverse-etl", "shop", "a", "b"));

        assertThat(diff(
                                ours,
                                rule("sgr-2", false, "tcp", 1, 1, range, Map.of("reverse-etl", "other")),
                                rule("sgr-3", false, "tcp", 1, 1, range, Map.of("shop", "reverse-etl")),
                                rule("sgr-4", true, "tcp", 1, 1, range, Map.of("reverse-etl", "shop")))
                        .ours())
                .containsExactly(ours);
    }
}
