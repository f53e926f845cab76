package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;

/** Can't be created. */
public final class Unconstructable implements PostgresProvider {
    /** Fails. */
    public Unconstructable() {
        throw new IllegalStateException("the password is hunter2");
    }

    @Override
    public String id() {
        return "unconstructable";
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return Detection.no();
    }
}
