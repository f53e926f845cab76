package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;

/** Has an id that is none. */
public final class Shouting implements PostgresProvider {
    @Override
    public String id() {
        return "NOT AN ID";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return Detection.no();
    }
}
