package dev.reverseetl.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures all that is promised about speed, in one run, and fails if a promise isn't kept. */
final class Benchmarks {
    private Benchmarks() {}

    /**
     * Measures.
     *
     * @param args the command line; see {@link Options}
     */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(options) ? 0 : 1);
    }

    private static boolean run(Options options) throws Exception {
        System.out.println(machine(options)); // before the run makes the machine busy
        Consumer<String> progress = System.err::println;
        boolean holds = true;
        if (options.subjects().contains(Options.Subject.AUDIT)) {
            try (AuditBenchmark audit = new AuditBenchmark(options, progress)) {
                holds = show(audit.measure());
                System.out.println(Table.ofPhases(audit.phases()));
            }
        }
        if (options.subjects().contains(Options.Subject.TRACKING)) {
            try (TrackingBenchmark tracking = new TrackingBenchmark(options, progress)) {
                holds &= show(tracking.measure());
            }
        }
        return holds;
    }

    private static boolean show(List<Measure> measures) {
        System.out.println(Table.of(measures));
        return measures.stream().allMatch(Measure::holds);
    }

    private static String machine(Options options) {
        return "PostgreSQL " + options.postgres() + ", Java "
                + Runtime.version().feature() + ", "
                + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors with a load of "
                + String.format(
                        Locale.ROOT,
                        "%.1f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                + "; median of " + options.size().runs() + " runs after "
                + options.size().warmUps() + "\n";
    }
}
