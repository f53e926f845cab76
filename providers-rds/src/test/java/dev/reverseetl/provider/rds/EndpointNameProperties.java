package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class EndpointNameProperties {
    private static final String NAME = "shop.cluster-c0ffee.eu-west-1.rds.amazonaws.com";

    @Property
    void nothingMayFollowTheName(@ForAll @StringLength(min = 1, max = 20) String more) {
        assertThat(EndpointName.parse(NAME + more).isPresent()).isEqualTo(more.equals("."));
    }

    @Property
    void aForeignCharacterAnywhereMakesItNoName(@ForAll char c, @ForAll @IntRange(max = 46) int position) {
        boolean letterOrSoOn = Character.toString(c).toLowerCase(Locale.ROOT).matches("[a-z0-9.-]") && c < 128;
        String changed = NAME.substring(0, position) + c + NAME.substring(position);

        if (!letterOrSoOn) {
            assertThat(EndpointName.parse(changed)).isEmpty();
        }
    }

    @Property
    void theDomainIsNotForOthers(
            @ForAll @StringLength(min = 1, max = 10) @CharRange(from = 'a', to = 'z') String domain) {
        String host = "shop.c0ffee.us-east-1.rds." + domain + ".com";

        assertThat(EndpointName.parse(host).isPresent()).isEqualTo(domain.equals("amazonaws"));
    }
}
