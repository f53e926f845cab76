package dev.reverseetl.provider.heroku;

import dev.reverseetl.spi.ProviderContext;
import java.time.Duration;

/** A call to the plug-in with a minute of time. */
final class TestContext implements ProviderContext {
    private final Duration remaining;

    TestContext() {
        this(Duration.ofMinutes(1));
    }

    TestContext(Duration remaining) {
        this.remaining = remaining;
    }

    @Override
    public String runId() {
        return "";
    }

    @Override
    public Duration remaining() {
        return remaining;
    }

    @Override
    public void progress(String what) {}
}
