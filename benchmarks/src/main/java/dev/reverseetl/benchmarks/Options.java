package dev.reverseetl.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command line.
 *
 * @param size how large the run is
 * @param postgres the server's major version
 * @param subjects what is measured
 */
record Options(Size size, int postgres, Set<Subject> subjects) {
    /** What is measured. */
    enum Subject {
        AUDIT,
        TRACKING
    }

    static final String USAGE = """
            Usage: Benchmarks [--quick] [--postgres MAJOR] [--only audit|tracking]

              --quick           a small run, to see that it works; only limits of counts apply
              --postgres MAJOR  the server's version: 14 to 18; default 17
              --only SUBJECT    only this is measured; default both

            Exit status: 0 if all limits hold, 1 if one doesn't, 2 if the command line is wrong.""";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is wrong
     */
    static Options parse(List<String> arguments) {
        Options options = new Options(Size.FULL, 17, EnumSet.allOf(Subject.class));
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.remove();
            if (name.equals("--quick")) {
                options = new Options(Size.QUICK, options.postgres, options.subjects);
            } else if (name.equals("--postgres") && !left.isEmpty()) {
                options = new Options(options.size, Integer.parseInt(left.remove()), options.subjects);
            } else if (name.equals("--only") && !left.isEmpty()) {
                Subject subject = Subject.valueOf(left.remove().toUpperCase(Locale.ROOT));
                options = new Options(options.size, options.postgres, EnumSet.of(subject));
            } else {
                throw new IllegalArgumentException("Unknown, or without its value: " + name);
            }
        }
        return options;
    }
}
