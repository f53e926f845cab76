package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import java.util.List;

/** As certain as others, and higher in priority. */
public final class Surest implements PostgresProvider {
    @Override
    public String id() {
        return "surest";
    }

    @Override
    public int priority() {
        return 7;
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return new Detection(Detection.Certainty.CERTAIN, List.of("a mark that nobody else has"));
    }
}
