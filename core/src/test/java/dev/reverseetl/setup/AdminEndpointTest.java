package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.segment.SegmentEndpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host and port out of the URL that a driver says it is connected to. */
class AdminEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com:6543/shop, db.example.com, 6543",
        "jdbc:postgresql://db.example.com/shop, db.example.com, 5432",
        "jdbc:postgresql://db.example.com:6543/shop?user=a&password=b, db.example.com, 6543",
        "jdbc:postgresql://db.example.com:6543/, db.example.com, 6543",
        "jdbc:postgresql://db.example.com, db.example.com, 5432",
        "jdbc:postgresql://db.example.com?ssl=true, db.example.com, 5432",
        "jdbc:postgresql://10.0.0.1:1/shop, 10.0.0.1, 1",
        "jdbc:postgresql://[2600::1]:6543/shop, [2600::1], 6543",
        "jdbc:postgresql://[2600::1]/shop, [2600::1], 5432"
    })
    void areFound(String url, String host, int port) {
        assertThat(AdminEndpoint.of(url)).contains(new SegmentEndpoint(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql:shop",
                "jdbc:postgresql:///shop",
                "jdbc:postgresql://one.example.com:5432,two.example.com:5432/shop",
                "jdbc:postgresql://db.example.com:70000/shop",
                "jdbc:postgresql://db.example.com:0/shop",
                "jdbc:postgresql://db.example.com:123456/shop",
                "jdbc:aws-wrapper:postgresql://db.example.com:5432/shop",
                "jdbc:tc:postgresql:18:///shop",
                "jdbc:mysql://db.example.com:3306/shop",
                "jdbc:postgresql://not a host/shop"
            })
    void areNotGuessed(String url) {
        assertThat(AdminEndpoint.of(url)).isEmpty();
    }
}
