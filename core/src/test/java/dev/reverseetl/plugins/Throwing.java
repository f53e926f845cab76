package dev.reverseetl.plugins;

import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;

/** Fails when it is asked. */
public final class Throwing implements PostgresProvider {
    @Override
    public String id() {
        return "throwing";
    }

    @Override
    public int priority() {
        return 0;
    }

    private static Detection throwing() {
        throw new IllegalStateException("the password is hunter2");
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return throwing();
    }
}
