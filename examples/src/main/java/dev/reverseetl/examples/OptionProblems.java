package dev.reverseetl.examples;

import dev.reverseetl.ReverseEtlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What is wrong with a command's options: all of it, so that one round of corrections is enough. */
final class OptionProblems {
    private final List<String> problems = new ArrayList<>();

    void add(String option, String problem) {
        problems.add("option '" + option + "': " + problem);
    }

    /** Uses the value of an option; if it is none that can be used, that is a problem. */
    void check(String option, Runnable use) {
        read(option, () -> {
            use.run();
            return option;
        });
    }

    /** Makes something of the value of an option; if it is none that can be used, that is a problem. */
    <T> Optional<T> read(String option, Supplier<T> use) {
        try {
            return Optional.of(use.get());
        } catch (IllegalArgumentException | ReverseEtlException e) {
            add(option, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Ends the command if there are any. */
    void report(CommandLine command) {
        if (problems.size() == 1) {
            throw new ParameterException(command, "Invalid " + problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(
                    command, problems.size() + " problems:\n  Invalid " + String.join("\n  Invalid ", problems));
        }
    }
}
