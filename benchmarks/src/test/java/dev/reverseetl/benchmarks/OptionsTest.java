package dev.reverseetl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsTheCommandLine() {
        assertThat(Options.parse(List.of()))
                .isEqualTo(new Options(Size.FULL, 17, EnumSet.allOf(Options.Subject.class)));
        assertThat(Options.parse(List.of("--postgres", "18", "--quick", "--only", "tracking")))
                .isEqualTo(new Options(Size.QUICK, 18, EnumSet.of(Options.Subject.TRACKING)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--slow")));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--postgres")));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--postgres", "new")));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--only", "nothing")));
    }
}
