package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import java.util.List;

/** As certain as another. */
public final class SureToo implements PostgresProvider {
    @Override
    public String id() {
        return "sure-too";
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
