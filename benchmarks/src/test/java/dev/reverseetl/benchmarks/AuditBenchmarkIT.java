package dev.reverseetl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the benchmark works; and the round trips, which don't depend on the machine as times do. */
class AuditBenchmarkIT {
    @Test
    void runsFromEndToEndAndKeepsToTheRoundTrips() throws Exception {
        try (AuditBenchmark benchmark = new AuditBenchmark(Options.parse(List.of("--quick")), step -> {})) {
            List<Measure> measures = benchmark.measure();
            assertThat(measures).hasSize(9);
            assertThat(measures).filteredOn(Measure::isCount).hasSize(3).allMatch(Measure::holds);
            assertThat(Table.of(measures).lines()).hasSize(2 + measures.size());
            assertThat(benchmark.phases())
                    .extracting(Phase::name)
                    .containsExactly(
                            "begin: the server, the role, its settings",
                            "bind: a printed parse tree per model",
                            "read: catalogs, level by level",
                            "read: bodies of functions that are text",
                            "compare: rights, keys, the role's state",
                            "settle: EXPLAIN as the role",
                            "roll back");
        }
    }
}
