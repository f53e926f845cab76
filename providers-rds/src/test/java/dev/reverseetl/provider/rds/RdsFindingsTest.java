package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RdsFindingsTest {
    @Test
    void refusesEndpointsThatCantBeASource() {
        assertThat(of("mall.cluster-ro-abc123.eu-west-1.rds.amazonaws.com").get(0))
                .isEqualTo(new Finding(
                        "RDS_ENDPOINT_READER",
                        Severity.BLOCKER,
                        "Segment would connect to \"mall.cluster-ro-abc123.eu-west-1.rds.amazonaws.com\", the reader"
                                + " endpoint of the cluster \"mall\": it must write to the managed schema at every sync,"
                                + " and readers can't.",
                        "Give Segment mall.cluster-abc123.eu-west-1.rds.amazonaws.com, with segmentEndpoint(host,"
                                + " port)."));
        assertThat(codes("x.cluster-custom-abc123.eu-west-1.rds.amazonaws.com")).containsExactly("RDS_ENDPOINT_READER");
        assertThat(codes("x.proxy-abc123.eu-west-1.rds.amazonaws.com")).containsExactly("RDS_ENDPOINT_PROXY");
        assertThat(codes("x.endpoint.proxy-abc123.eu-west-1.rds.amazonaws.com")).containsExactly("RDS_ENDPOINT_PROXY");
        assertThat(codes("x.shardgrp-abc123.eu-west-1.rds.amazonaws.com")).containsExactly("RDS_ENDPOINT_LIMITLESS");
        assertThat(codes("x.cluster-abc123.eu-west-1.rds.amazonaws.com")).isEmpty();
        assertThat(codes("x.abc123.eu-west-1.rds.amazonaws.com")).isEmpty();
        assertThat(codes("db.example.com")).isEmpty();
    }

    @Test
    void aRoleOfRdsIamHasNoPassword() {
        List<Finding> findings = of("db.example.com", false, Map.of(RdsProbes.OTHER_LOGIN, "rds_iam"));
        assertThat(findings).extracting(Finding::code).containsExactly("RDS_LOGIN_WITHOUT_PASSWORD");
        assertThat(findings.get(0).message()).contains("\"segment\"", "rds_iam");
    }

    @Test
    void restrictedPasswordsNeedAMemberOfRdsPassword() {
        assertThat(of("db.example.com", false, Map.of(RdsProbes.RESTRICTED, "on")))
                .extracting(Finding::code)
                .containsExactly("RDS_PASSWORDS_RESTRICTED");
        assertThat(of("db.example.com", true, Map.of(RdsProbes.RESTRICTED, "on")))
                .isEmpty();
        assertThat(of("db.example.com", false, Map.of(RdsProbes.RESTRICTED, "1", RdsProbes.MAY_SET_PASSWORDS, "true")))
                .isEmpty();
        assertThat(of("db.example.com", false, Map.of(RdsProbes.RESTRICTED, "off")))
                .isEmpty();
    }

    private static List<String> codes(String host) {
        return of(host).stream().map(Finding::code).toList();
    }

    private static List<Finding> of(String host) {
        return of(host, false, Map.of());
    }

    private static List<Finding> of(String host, boolean roleExists, Map<String, String> answers) {
        SegmentEndpoint endpoint = new SegmentEndpoint(host, 5432);
        ServerFacts facts = new ServerFacts(
                new ServerVersion(160_004),
                Identifier.of("shop"),
                Identifier.of("master"),
                false,
                Optional.of(endpoint),
                answers);
        return RdsFindings.of(new ProviderRequest(
                facts,
                new SetupTarget(Identifier.of("segment"), Identifier.of("__segment_reverse_etl")),
                roleExists,
                Optional.of(endpoint),
                List.of("192.0.2.0/29")));
    }
}
