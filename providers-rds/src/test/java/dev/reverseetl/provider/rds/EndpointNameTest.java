package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.provider.rds.EndpointName.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointNameTest {
    @ParameterizedTest
    @CsvSource({
        "shop.c0ffee.us-east-1.rds.amazonaws.com, INSTANCE, shop, us-east-1, aws",
        "SHOP.C0ffee.US-East-1.RDS.AmazonAWS.com., INSTANCE, shop, us-east-1, aws",
        "shop-green-abc123.c0ffee.us-east-1.rds.amazonaws.com, INSTANCE, shop-green-abc123, us-east-1, aws",
        "shop.cluster-c0ffee.ap-southeast-5.rds.amazonaws.com, CLUSTER_WRITER, shop, ap-southeast-5, aws",
        "shop.cluster-ro-c0ffee.eu-west-1.rds.amazonaws.com, CLUSTER_READER, shop, eu-west-1, aws",
        "bi.cluster-custom-c0ffee.eu-west-1.rds.amazonaws.com, CLUSTER_CUSTOM, bi, eu-west-1, aws",
        "px.proxy-c0ffee.eu-west-1.rds.amazonaws.com, PROXY, px, eu-west-1, aws",
        "px.endpoint.proxy-c0ffee.eu-west-1.rds.amazonaws.com, PROXY_ENDPOINT, px, eu-west-1, aws",
        "sg.shardgrp-c0ffee.eu-west-1.rds.amazonaws.com, LIMITLESS_SHARD_GROUP, sg, eu-west-1, aws",
        "shop.c0ffee.us-gov-west-1.rds.amazonaws.com, INSTANCE, shop, us-gov-west-1, aws-us-gov",
        "shop.c0ffee.us-gov-west-1.rds-fips.amazonaws.com, INSTANCE, shop, us-gov-west-1, aws-us-gov",
        "shop.c0ffee.rds.us-gov-east-1.amazonaws.com, INSTANCE, shop, us-gov-east-1, aws-us-gov",
        "shop.c0ffee.eusc-de-east-1.rds.amazonaws.eu, INSTANCE, shop, eusc-de-east-1, aws-eusc",
        "shop.c0ffee.rds.cn-north-1.amazonaws.com.cn, INSTANCE, shop, cn-north-1, aws-cn",
        "shop.cluster-c0ffee.rds.cn-northwest-1.amazonaws.com.cn, CLUSTER_WRITER, shop, cn-northwest-1, aws-cn",
        "shop.c0ffee.cn-north-1.rds.amazonaws.com.cn, INSTANCE, shop, cn-north-1, aws-cn",
        "shop.cluster-ro-c0ffee.rds.us-iso-east-1.c2s.ic.gov, CLUSTER_READER, shop, us-iso-east-1, aws-iso",
        "shop.c0ffee.rds.us-isob-east-1.sc2s.sgov.gov, INSTANCE, shop, us-isob-east-1, aws-iso-b",
    })
    void tellsWhatANameIs(String host, Kind kind, String id, String region, String partition) {
        assertThat(EndpointName.parse(host)).contains(new EndpointName(kind, id, Optional.of(region), partition));
    }

    @Test
    void globalWriterHasNoRegion() {
        assertThat(EndpointName.parse("world.global-c0ffee.global.rds.amazonaws.com"))
                .contains(new EndpointName(Kind.GLOBAL_WRITER, "world", Optional.empty(), "aws"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "localhost",
                "192.0.2.1",
                "2001:db8::1",
                "rds.amazonaws.com",
                "rds.us-east-1.amazonaws.com",
                "c0ffee.us-east-1.rds.amazonaws.com",
                "shop.c0ffee.us-east-1.rds.amazonaws.com.evil.example",
                "shop.c0ffee.us-east-1.rds.amazonaws.com..",
                "shop.c0ffee.us-east-1.rds.amazonaws.com\n",
                "shop.c0ffee.us-east-1.rds.amazonaws.com:5432",
                "evil.example/shop.c0ffee.us-east-1.rds.amazonaws.com",
                "shop@shop.c0ffee.us-east-1.rds.amazonaws.com",
                "shop.c0ffee.us-east-1.rds.amazonaws.com.cn.example",
                "shop.c0ffee.us-east-1.rds.amazonawsxcom",
                "shop.c0ffee.us-east-1.rdsxamazonaws.com",
                "shop.c0ffee.us-east-1.rds.amazonaws.org",
                "shop.c0ffee.us-east-1.rds.evilamazonaws.com",
                "shop.c0ffee.useast1.rds.amazonaws.com",
                "evil.shop.c0ffee.us-east-1.rds.amazonaws.com",
                "-shop.c0ffee.us-east-1.rds.amazonaws.com",
                "shop-.c0ffee.us-east-1.rds.amazonaws.com",
                "shop.cluster-.us-east-1.rds.amazonaws.com",
                "shop.c0ffee.global.rds.amazonaws.com",
                "shop.global-c0ffee.us-east-1.rds.amazonaws.com",
                "ec2-1-2-3-4.compute-1.amazonaws.com",
                "c0ffee.us-east-1.redshift.amazonaws.com",
                "ſhop.c0ffee.us-east-1.rds.amazonaws.com",
                "shop.c0ffee.us-east-1.rds.amazonaws.com\u2024evil",
            })
    void takesNothingElseForRds(String host) {
        assertThat(EndpointName.parse(host)).isEmpty();
    }

    @Test
    void longNamesTakeNoTime() {
        assertThat(EndpointName.parse("a-".repeat(100_000) + ".rds.amazonaws.com"))
                .isEmpty();
        assertThat(EndpointName.parse("a" + "-".repeat(252))).isEmpty();
    }
}
