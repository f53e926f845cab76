package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpResponse;

class XmlAnswerTest {
    private static XmlElement result(QueryService service, int status, String body) {
        return new XmlAnswer(
                        service,
                        new AwsCall(service.name(), "Describe", "http://localhost"),
                        SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Type", "text/xml")
                                .build(),
                        body.getBytes(StandardCharsets.UTF_8))
                .result();
    }

    private static AwsFailure failure(QueryService service, int status, String body) {
        return catchThrowableOfType(AwsFailure.class, () -> result(service, status, body));
    }

    @Test
    void unwrapsResults() {
        assertThat(result(QueryService.EC2, 200, "<DescribeResponse><a>1</a></DescribeResponse>")
                        .text("a"))
                .isEqualTo("1");
        assertThat(result(
                                QueryService.RDS,
                                200,
                                "<DescribeResponse><ResponseMetadata/><new/><DescribeResult><a>1</a></DescribeResult>"
                                        + "</DescribeResponse>")
                        .text("a"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "EC2, 200, <OtherResponse/>",
        "EC2, 200, <Describe/>",
        "EC2, 200, <Response><Errors><Error><Code>InternalError</Code></Error></Errors></Response>",
        "EC2, 302, <DescribeResponse/>",
        "EC2, 400, <DescribeResponse/>",
        "EC2, 400, <Response><Errors/></Response>",
        "EC2, 400, <Response><Errors><Error><Code/></Error></Errors></Response>",
        "EC2, 404, <ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>",
        "RDS, 200, <OtherResponse><OtherResult/></OtherResponse>",
        "RDS, 200, <DescribeResponse/>",
        "RDS, 200, <DescribeResponse><OtherResult/></DescribeResponse>",
        "RDS, 200, <DescribeResult/>",
        "RDS, 200, <ErrorResponse><Error><Code>DBInstanceNotFound</Code></Error></ErrorResponse>",
        "RDS, 302, <DescribeResponse><DescribeResult/></DescribeResponse>",
        "RDS, 404, <DescribeResponse><DescribeResult/></DescribeResponse>",
        "RDS, 404, <ErrorResponse/>",
        "RDS, 404, <ErrorResponse><Error><Message>not found</Message></Error></ErrorResponse>",
        "RDS, 404, <Response><Errors><Error><Code>NotFound</Code></Error></Errors></Response>",
    })
    void takesNothingElseForAnAnswer(QueryService service, int status, String body) {
        AwsFailure failure = failure(service, status, body);

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREADABLE);
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure)
                .hasMessageContaining("the answer is a <")
                .hasMessageContaining("Check what is between here and AWS")
                .hasMessageEndingWith("(HTTP " + status + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "EC2, <Response><Errors><Error><Message>W</Message><Code>C</Code></Error></Errors><RequestID>r</RequestID>"
                + "</Response>",
        "RDS, <ErrorResponse><RequestId>r</RequestId><Error><Type>Sender</Type><Message>W</Message><Code>C</Code>"
                + "<Detail/></Error></ErrorResponse>",
    })
    void readsErrors(QueryService service, String body) {
        AwsFailure failure = failure(service, 400, body);

        assertThat(failure.errorCode()).isEqualTo("C");
        assertThat(failure.requestId()).isEqualTo("r");
        assertThat(failure).hasMessageEndingWith(" failed: C: W (HTTP 400, request id r)");
    }
}
