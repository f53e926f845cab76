package dev.reverseetl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void aBoundHoldsWithItself() {
        assertThat(Limit.atMost(12).holds(12)).isTrue();
        assertThat(Limit.atMost(12).holds(13)).isFalse();
        assertThat(Limit.atLeast(20).holds(20)).isTrue();
        assertThat(Limit.atLeast(20).holds(19.9)).isFalse();
        assertThat(Limit.none().holds(Double.MAX_VALUE)).isTrue();
    }

    @Test
    void saysItsBoundAsPeopleWriteIt() {
        assertThat(Limit.atMost(10)).hasToString("at most 10");
        assertThat(Limit.atMost(1.3)).hasToString("at most 1.3");
        assertThat(Limit.none()).hasToString("");
    }
}
