package dev.reverseetl.provider.rds.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tests of the clients leave open. */
class AwsStandInTest {
    private final StandInSecurityGroup group = new StandInSecurityGroup("sg-1", "shop", "vpc-1");
    private final StandInAccount account = StandInAccount.create("eu-west-1").add(group);
    private final AwsStandIn aws = AwsStandIn.start(account);

    @AfterEach
    void close() {
        aws.close();
    }

    private static SignedCall call(String form) {
        return new SignedCall("POST", "/", new Headers(), form, Parameters.ofForm(form));
    }

    private String authorize(String ranges) {
        SignedCall call = call("Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-1"
                + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=5432&IpPermissions.1.ToPort=5432&"
                + ranges);
        try {
            return new SecurityGroupApi(account).answer(call).toString();
        } catch (ApiError error) {
            return error.code();
        }
    }

    @Test
    void answersNobodyWithoutASignature() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) aws.endpoint().toURL().openConnection();
        connection.setDoOutput(true);
        connection
                .getOutputStream()
                .write("Action=DescribeSubnets&Version=2016-11-15".getBytes(StandardCharsets.UTF_8));

        assertThat(connection.getResponseCode()).isEqualTo(403);
        assertThat(new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("<Code>MissingAuthenticationToken</Code>", "<RequestID>");
        assertThat(aws.requests())
                .containsExactly(new RecordedRequest(
                        "DescribeSubnets", Map.of("Action", "DescribeSubnets", "Version", "2016-11-15"), "", ""));
    }

    @Test
    void duplicateRefusesTheWholeCall() {
        group.allow("192.0.2.0/24", 5432);

        String answer = authorize("IpPermissions.1.IpRanges.1.CidrIp=198.51.100.0/24"
                + "&IpPermissions.1.IpRanges.2.CidrIp=192.0.2.0/24");

        assertThat(answer).isEqualTo("InvalidPermission.Duplicate");
        assertThat(group.ingress()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77/24, 192.0.2.0/24",
        "1.2.3.4/0, 0.0.0.0/0",
        "2001:DB8::1/32, 2001:db8::/32",
        "2001:db8:0:0:1::/80, 2001:db8::1:0:0:0/80",
    })
    void clearsHostBits(String given, String kept) {
        authorize("IpPermissions.1." + (given.contains(":") ? "Ipv6Ranges.1.CidrIpv6=" : "IpRanges.1.CidrIp=") + given);

        assertThat(group.ingress()).extracting(StandInRule::cidr).isEqualTo(List.of(kept));
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThat(authorize("IpPermissions.1.IpRanges.1.CidrIp=192.0.2.0/33")).isEqualTo("InvalidParameterValue");
        assertThat(authorize("IpPermissions.1.IpRanges.1.CidrIp=example.com")).isEqualTo("InvalidParameterValue");
    }

    @Test
    void escapesTexts() {
        assertThat(Xml.document("a", "", xml -> xml.element("b", "<&>")).toString())
                .endsWith("<a><b>&lt;&amp;&gt;</b></a>");
    }
}
