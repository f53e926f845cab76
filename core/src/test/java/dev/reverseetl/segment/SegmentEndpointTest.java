package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.reverseetl.segment.Reachability.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "10.1.2.3, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.178.1, private",
        "100.64.0.1, shared address space",
        "100.127.255.255, shared address space",
        "169.254.169.254, link-local",
        "0.0.0.0, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "255.255.255.255, reserved",
        "192.0.0.8, protocols",
        "192.0.2.1, documentation",
        "198.51.100.1, documentation",
        "203.0.113.9, documentation",
        "198.19.0.1, benchmarks",
        "::1, loopback",
        "[::1], loopback",
        "0:0:0:0:0:0:0:1, loopback",
        "::, unspecified",
        "[::], unspecified",
        "fe80::1, link-local",
        "fe80::1%eth0, link-local",
        "[FEBF::1], link-local",
        "fec0::1, site-local",
        "fc00::1, unique local",
        "fd12:3456:789a::1, unique local",
        "ff02::1, multicast",
        "2001:db8::1, documentation",
        "3fff:1::1, documentation",
        "100::1, discards",
        "64:ff9b:1::1, translator",
        "::ffff:10.0.0.1, private",
        "[::ffff:7f00:1], loopback",
        "0:0:0:0:0:ffff:192.168.0.1, private",
        "localhost, machine itself",
        "LocalHost., machine itself",
        "db.localhost, machine itself",
        "printer.local, local network",
        "pg.svc.cluster.local, local network",
        "ip-10-0-0-1.ec2.internal, private network",
        "postgres, no domain",
        "db_1, no domain",
        "/var/run/postgresql, Unix socket",
        "/cloudsql/project:region:instance, Unix socket",
    })
    void knowsWhatSegmentCanNeverReach(String host, String reason) {
        Reachability reachability = new SegmentEndpoint(host, 5432).reachabilityBySpelling();
        assertThat(reachability.verdict()).isEqualTo(Verdict.IMPOSSIBLE);
        assertThat(reachability.reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "223.255.255.255",
                "1.0.0.1",
                "::ffff:8.8.8.8",
                "198.17.255.255",
                "198.20.0.0"
            })
    void findsAPublicAddressPossible(String host) {
        assertThat(new SegmentEndpoint(host, 5432).reachabilityBySpelling().verdict())
                .isEqualTo(Verdict.POSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com",
                "DB.Example.COM.",
                "a.rds.amazonaws.com",
                "localhost.example.com",
                "notlocalhost.org",
                "internal.example.com",
                "10.0.0.1.nip.io",
                "bücher.example",
                "xn--bcher-kva.example",
                "2600:1f18::1",
                "[2a05:d018::ff]"
            })
    void saysThatTheSpellingDoesNotTell(String host) {
        assertThat(new SegmentEndpoint(host, 5432).reachabilityBySpelling().verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.example.com:5432 | hand in the two separately",
                "[::1]:5432 | hand in the two separately",
                "10.0.0.256 | four decimal numbers",
                "010.0.0.1 | four decimal numbers",
                "127.1 | four decimal numbers",
                "2130706433 | four decimal numbers",
                "0x7f000001 | four decimal numbers",
                "1.2.3.4.5 | four decimal numbers",
                "a..b | neither a host name nor an address",
                ".a | neither a host name nor an address",
                ". | neither a host name nor an address",
                "[db.example.com] | neither a host name nor an address",
                "[10.0.0.1] | neither a host name nor an address",
                "[::1 | neither a host name nor an address",
                "1::2::3 | neither a host name nor an address",
                ":1:2:3:4:5:6:7 | neither a host name nor an address",
                "1:2:3:4:5:6:7:8:9 | neither a host name nor an address",
                "1:2:3:4:5:6:7::8 | neither a host name nor an address",
                "12345::1 | neither a host name nor an address",
                "::1.2.3.4:5 | neither a host name nor an address",
                "::1.2.3 | neither a host name nor an address",
                "::g | neither a host name nor an address",
                "db.example.com, db2.example.com | has ',' as character 15",
                "db example.com | has U+0020 as character 3",
                "*.example.com | has '*' as character 1",
            })
    void refusesWhatIsNoHost(String host, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentEndpoint(host, 5432))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://segment:hunter2@db.example.com/app",
                "segment:hunter2@db.example.com",
                "//segment:hunter2@db.example.com/app",
                "db.example.com/app?user=segment&password=hunter2",
                "/run/pg?password=hunter2",
                "host=db.example.com password=hunter2"
            })
    void neverShowsAUrlThatMayHoldAPassword(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentEndpoint(host, 5432))
                .withMessageContaining("not a URL")
                .satisfies(e -> assertThat(e).message().doesNotContain("hunter2"));
    }

    @Test
    void refusesAnEndlessHostWithoutTrouble() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentEndpoint("a.".repeat(1 << 20), 5432));
        assertThatIllegalArgumentException().isThrownBy(() -> new SegmentEndpoint("1:".repeat(1 << 20), 5432));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentEndpoint("db.example.com", port))
                .withMessageContaining("port " + port);
        assertThat(new SegmentEndpoint("db.example.com", 1).port()).isEqualTo(1);
        assertThat(new SegmentEndpoint("db.example.com", 65_535).port()).isEqualTo(65_535);
    }

    @Test
    void tellsBothProblemsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentEndpoint(" ", 0))
                .withMessageContainingAll("host is blank", "port 0");
    }

    @Test
    void showsHostAndPort() {
        assertThat(new SegmentEndpoint("db.example.com", 5432)).hasToString("db.example.com:5432");
        assertThat(new SegmentEndpoint("::1", 5432)).hasToString("[::1]:5432");
        assertThat(new SegmentEndpoint("[::1]", 5432)).hasToString("[::1]:5432");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without nullness checks can do
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new SegmentEndpoint(null, 5432))
                .withMessage("host");
    }
}
