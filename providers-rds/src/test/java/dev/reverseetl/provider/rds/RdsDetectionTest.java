package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.Detection.Certainty;
import dev.reverseetl.spi.ServerFacts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RdsDetectionTest {
    @Test
    void theSettingIsCertain() {
        Detection detection = detect("10.0.0.7", RdsProbes.EXTENSIONS, "rds_tools", RdsProbes.RDS_ROLES, "true");
        assertThat(detection.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(detection.evidence())
                .containsExactly("the setting rds.extensions exists", "the roles rds_superuser and rdsadmin exist");
    }

    @Test
    void auroraShowsItself() {
        assertThat(detect("h", RdsProbes.EXTENSIONS, "x,aurora_stat_utils").evidence())
                .contains("rds.extensions has aurora_stat_utils, as in Aurora");
        assertThat(detect("h", RdsProbes.EXTENSIONS, "x", RdsProbes.AURORA, "true")
                        .evidence())
                .contains("the function aurora_version() exists, as in Aurora");
    }

    @Test
    void rolesOrNamesAloneAreLikely() {
        assertThat(detect("h", RdsProbes.RDS_ROLES, "true").certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(detect("shop.c9akciq32.eu-west-1.rds.amazonaws.com").certainty())
                .isEqualTo(Certainty.LIKELY);
        assertThat(detect("shop.c9akciq32.eu-west-1.rds.amazonaws.com.evil.example")
                        .matches())
                .isFalse();
        assertThat(detect("db.example.com").matches()).isFalse();
    }

    @Test
    void twoMarksOfHerokuAreHeroku() {
        String[] aurora = {RdsProbes.EXTENSIONS, "aurora_stat_utils", RdsProbes.AURORA, "true"};
        assertThat(detect("h", with(aurora, RdsProbes.HEROKU_SCHEMA)).certainty())
                .isEqualTo(Certainty.CERTAIN);
        Detection heroku = detect("h", with(with(aurora, RdsProbes.HEROKU_SCHEMA), RdsProbes.HEROKU_ADMIN));
        assertThat(heroku.matches()).isFalse();
        assertThat(heroku.evidence().toString()).contains("reverse-etl-provider-heroku");
        assertThat(detect("h", with(aurora, RdsProbes.HEROKU_NAMES)).matches()).isFalse();
    }

    private static String[] with(String[] answers, String more) {
        String[] longer = Arrays.copyOf(answers, answers.length + 2);
        longer[answers.length] = more;
        longer[answers.length + 1] = "true";
        return longer;
    }

    private static Detection detect(String host, String... answers) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            byName.put(answers[i], answers[i + 1]);
        }
        return RdsDetection.of(new ServerFacts(
                new ServerVersion(160_004),
                Identifier.of("shop"),
                Identifier.of("master"),
                false,
                Optional.of(new SegmentEndpoint(host, 5432)),
                byName));
    }
}
