package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import java.util.List;

/** Certain of every server. */
public final class Sure implements PostgresProvider {
    @Override
    public String id() {
        return "sure";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return new Detection(Detection.Certainty.CERTAIN, List.of("a mark that nobody else has"));
    }
}
