package dev.reverseetl.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentRegionTest {
    @Test
    void knowsTheDocumentedRanges() {
        assertThat(SegmentRegion.US.cidrRanges()).containsExactly("52.25.130.38/32", "34.223.203.0/28");
        assertThat(SegmentRegion.EU.cidrRanges()).containsExactly("3.251.148.96/29");
    }
}
