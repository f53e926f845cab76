package dev.reverseetl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test
    void showWhatIsBadAndWhatIsGood() {
        assertThat(Colours.of("""
                AUDIT: NOT PASSED

                MODELS
                   1. "a: BLOCKER": MISSING. The query fails for the role.
                  12. "b": OK
                      Found  WARNING QUERY_BYTES. The query has a WARNING.
                GATE: passed
                """)).isEqualTo("""
                AUDIT: \u001b[31mNOT PASSED\u001b[39m

                MODELS
                   1. "a: BLOCKER": \u001b[31mMISSING\u001b[39m. The query fails for the role.
                  12. "b": \u001b[32mOK\u001b[39m
                      Found  \u001b[33mWARNING\u001b[39m QUERY_BYTES. The query has a WARNING.
                GATE: \u001b[32mpassed\u001b[39m
                """);
    }

    @Test
    void changeNothingElse() {
        String text = "AUDIT: passed\nA passed WARNING: NOT PASSED\n";
        assertThat(Colours.of(text).replaceAll("\u001b\\[\\d+m", "")).isEqualTo(text);
    }
}
