package dev.reverseetl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the benchmark works; and what doesn't depend on the machine as times do. */
class TrackingBenchmarkIT {
    @Test
    void runsFromEndToEndAndKeepsToTheSizes() throws Exception {
        try (TrackingBenchmark benchmark = new TrackingBenchmark(Options.parse(List.of("--quick")), step -> {})) {
            List<Measure> measures = benchmark.measure();
            assertThat(measures).filteredOn(Measure::isCount).hasSize(5).allMatch(Measure::holds);
            assertThat(Table.of(measures).lines()).hasSize(2 + measures.size());
        }
    }
}
