package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import java.util.List;

/** Less certain, however high in priority. */
public final class Likely implements PostgresProvider {
    @Override
    public String id() {
        return "likely";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return new Detection(Detection.Certainty.LIKELY, List.of("it looks so"));
    }
}
