package dev.reverseetl.setup;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStep.Order;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What surrounds a server and outlives processes: entries that somebody made, each under a name. Its provider wants one
 * before the statements and two after them.
 */
final class OutsideWorld {
    static final List<String> WANTED = List.of("account", "door-1", "door-2");

    /** Who made what. */
    final Map<String, String> makers = new TreeMap<>();
    /** Every call that could change something, as "make door-1" or "remove door-1". */
    final List<String> calls = new ArrayList<>();
    /** What happens to a call, before and after its effect. */
    Consumer<String> fault = moment -> {};

    /** Dies as a process does: nothing that this library could catch. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    PostgresProvider provider() {
        return new Provider();
    }

    private final class Provider implements PostgresProvider {
        @Override
        public String id() {
            return "world";
        }

        @Override
        public List<Probe> probes(SetupTarget target) {
            return List.of(Probe.of(
                    "mine",
                    "pg_catalog.current_setting('server_version_num')::int > 0 AND ?::text LIKE 'segment%'",
                    target.role().value()));
        }

        @Override
        public Detection detect(ServerFacts facts) {
            return facts.holds("mine")
                    ? new Detection(Detection.Certainty.CERTAIN, List.of("the role is " + facts.answer("mine")))
                    : Detection.no("another role");
        }

        @Override
        public ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
            return new ProviderAdvice(
                    List.of(),
                    WANTED.stream()
                            .filter(name -> !makers.containsKey(name))
                            .map(OutsideWorld::step)
                            .toList());
        }

        @Override
        public StepOutcome perform(ExternalStep step, ProviderContext context) {
            String name = step.parameter("name");
            fault.accept("before make " + name);
            calls.add("make " + name);
            if (makers.putIfAbsent(name, context.runId()) != null) {
                return StepOutcome.alreadyThere();
            }
            fault.accept("after make " + name);
            return StepOutcome.made(Map.of("maker", context.runId()));
        }

        @Override
        public UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
            String name = step.parameter("name");
            String maker = outcome.map(known -> known.getOrDefault("maker", "")).orElse(context.runId());
            fault.accept("before remove " + name);
            calls.add("remove " + name);
            boolean removed = makers.remove(name, maker);
            fault.accept("after remove " + name);
            return removed ? UndoOutcome.done() : UndoOutcome.notThere();
        }
    }

    static ExternalStep step(String name) {
        return ExternalStep.of(
                        name.equals("account") ? "MAKE_ACCOUNT" : "OPEN_DOOR",
                        name.equals("account") ? Order.BEFORE_SQL : Order.AFTER_SQL)
                .what("Makes " + name)
                .why("Segment can't get in without.")
                .call("world make " + name)
                .undoCall("world remove " + name)
                .parameter("name", name)
                .build();
    }
}
