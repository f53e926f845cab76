package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

class QueryRequestTest {
    private static String form(QueryRequest request) {
        return new String(request.form(), StandardCharsets.US_ASCII);
    }

    @Test
    void isAFormOfEc2() {
        assertThat(form(QueryRequest.of(QueryService.EC2, "DescribeSubnets")
                        .filteredBy("vpc-id", List.of("a", "b"))
                        .filteredBy("tag:x", List.of("ü&="))
                        .with("MaxResults", 5)
                        .page("n+1")))
                .isEqualTo("Action=DescribeSubnets&Version=2016-11-15"
                        + "&Filter.1.Name=vpc-id&Filter.1.Value.1=a&Filter.1.Value.2=b"
                        + "&Filter.2.Name=tag%3Ax&Filter.2.Value.1=%C3%BC%26%3D"
                        + "&MaxResults=5&NextToken=n%2B1");
    }

    @Test
    void isAFormOfRds() {
        assertThat(form(QueryRequest.of(QueryService.RDS, "DescribeDBInstances")
                        .filteredBy("db-cluster-id", List.of("a", "b"))
                        .filteredBy("engine", List.of("postgres"))
                        .page("m")))
                .isEqualTo("Action=DescribeDBInstances&Version=2014-10-31"
                        + "&Filters.Filter.1.Name=db-cluster-id"
                        + "&Filters.Filter.1.Values.Value.1=a&Filters.Filter.1.Values.Value.2=b"
                        + "&Filters.Filter.2.Name=engine&Filters.Filter.2.Values.Value.1=postgres&Marker=m");
    }

    @Test
    void asksForTheFirstPageWithoutAToken() {
        QueryRequest request = QueryRequest.of(QueryService.RDS, "DescribeDBInstances");

        assertThat(request.page("")).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({
        "RDS, eu-west-1, https://rds.eu-west-1.amazonaws.com",
        "RDS, us-gov-west-1, https://rds.us-gov-west-1.amazonaws.com",
        "RDS, cn-north-1, https://rds.cn-north-1.amazonaws.com.cn",
        "RDS, us-iso-east-1, https://rds.us-iso-east-1.c2s.ic.gov",
        "RDS, us-isob-east-1, https://rds.us-isob-east-1.sc2s.sgov.gov",
        "RDS, eusc-de-east-1, https://rds.eusc-de-east-1.amazonaws.eu",
        "RDS, eu-west-99, https://rds.eu-west-99.amazonaws.com",
        "EC2, eu-west-1, https://ec2.eu-west-1.amazonaws.com",
        "EC2, cn-northwest-1, https://ec2.cn-northwest-1.amazonaws.com.cn",
        "EC2, us-gov-east-1, https://ec2.us-gov-east-1.amazonaws.com",
    })
    void goesToTheServiceInTheRegion(QueryService service, String region, String endpoint) {
        assertThat(service.endpoint(Region.of(region))).hasToString(endpoint);
    }
}
