package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.Detection.Certainty;
import dev.reverseetl.spi.ServerFacts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HerokuDetectionTest {
    private static final String CLASSIC_HOST = "ec2-3-91-0-1.compute-1.amazonaws.com";
    private static final String AURORA_HOST = "c0123456789abc.cluster-czrs8kj4isg7.us-east-1.rds.amazonaws.com";

    @Test
    void tellsClassicFromAurora() {
        Detection classic = detect(
                CLASSIC_HOST,
                Map.of(HerokuProbes.SCHEMA_OWNER, "postgres", HerokuProbes.TRIGGERS, "validate_extension"));
        assertThat(classic.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(classic.evidence())
                .contains(
                        "the schema _heroku exists, owned by postgres",
                        "it runs on Heroku's own servers, as Standard and Premium do");
        Detection aurora = detect(
                AURORA_HOST,
                Map.of(
                        HerokuProbes.SCHEMA_OWNER,
                        "heroku_admin",
                        HerokuProbes.ADMIN,
                        "true",
                        HerokuProbes.RDS_EXTENSIONS,
                        "true"));
        assertThat(aurora.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(aurora.evidence()).last().asString().contains("Aurora in Heroku's account");
    }

    /** Before 2022 there was nothing but the names. */
    @Test
    void takesOldDatabasesByTheirNames() {
        assertThat(detect(CLASSIC_HOST, Map.of(HerokuProbes.NAMES, "true")).certainty())
                .isEqualTo(Certainty.LIKELY);
    }

    @Test
    void isNotTakenInByADumpOrAHost() {
        Detection dump = detect("db.example.com", Map.of(HerokuProbes.SCHEMA_OWNER, "postgres"));
        assertThat(dump.certainty()).isEqualTo(Certainty.NO);
        assertThat(dump.evidence()).last().asString().contains("can come with a dump");
        assertThat(detect(CLASSIC_HOST, Map.of()).certainty()).isEqualTo(Certainty.NO);
        assertThat(detect(AURORA_HOST, Map.of(HerokuProbes.RDS_EXTENSIONS, "true"))
                        .certainty())
                .isEqualTo(Certainty.NO);
    }

    private static Detection detect(String host, Map<String, String> answers) {
        return HerokuDetection.of(new ServerFacts(
                        new ServerVersion(170_000),
                        Identifier.of("d0123456789abc"),
                        Identifier.of("u0123456789abc"),
                        false,
                        Optional.of(new SegmentEndpoint(host, 5432)),
                        answers))
                .toDetection();
    }
}
