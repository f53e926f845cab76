package dev.reverseetl.report;

import dev.reverseetl.internal.VisibleText;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.SetupListener;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** Renders what a verb does while it does it, one line for each event. Immutable; as thread-safe as the consumer is. */
public final class ProgressReport implements SetupListener {
    private final Consumer<String> lines;

    private ProgressReport(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Returns a listener that tells people.
     *
     * @param lines takes a line, without its end, on the thread that called the verb; what it throws ends the verb
     * @return the listener
     */
    public static SetupListener to(Consumer<String> lines) {
        return new ProgressReport(Objects.requireNonNull(lines, "lines"));
    }

    @Override
    public void stepFinished(PlanStep step) {
        show("step", step.what());
    }

    @Override
    public void providerProgress(String what) {
        show("provider", what);
    }

    @Override
    public void rehearsing() {
        show("rehearsal", "What Segment does in a sync is tried as the role, and rolled back");
    }

    @Override
    public void committed() {
        show("commit", "Everything is committed");
    }

    @Override
    public void loggingIn() {
        show("login", "A login as the role is tried");
    }

    @Override
    public void retrying(int attempt, String sqlState, Duration pause) {
        show(
                "again",
                "Another session was in the way of attempt " + attempt + " (SQLSTATE " + sqlState
                        + "): all is rolled back, and begins again in " + pause.toMillis() + " ms");
    }

    private void show(String event, String what) {
        lines.accept(VisibleText.of(TextPage.padded(event, 10) + what));
    }
}
