package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import java.util.List;

/** Asks what the server can't answer. */
public final class Dividing implements PostgresProvider {
    @Override
    public String id() {
        return "dividing";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public List<Probe> probes(SetupTarget target) {
        return List.of(Probe.of("fine", "1"), Probe.of("broken", "1 / 0"));
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return Detection.no();
    }
}
