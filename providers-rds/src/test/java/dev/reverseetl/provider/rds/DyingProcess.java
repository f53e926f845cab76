package dev.reverseetl.provider.rds;

import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.SetupListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Dies at a moment of a run: before or after a step, before a call to AWS that comes after the commit, or after such a
 * call took effect and before its answer came, which the pause before the next attempt stands for.
 */
final class DyingProcess implements SetupListener, AwsCredentialsProvider, Pace {
    /** What no library could catch. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final AwsCredentials credentials;
    private final int last;
    private final List<String> moments = new ArrayList<>();
    private boolean callsCount;

    private DyingProcess(AwsCredentials credentials, int last, boolean callsCount) {
        this.credentials = credentials;
        this.last = last;
        this.callsCount = callsCount;
    }

    /** Dies at the moment of this number, counted from 0; calls count once everything is committed. */
    static DyingProcess applying(AwsCredentials credentials, int last) {
        return new DyingProcess(credentials, last, false);
    }

    /** The same for a verb of which all calls count. */
    static DyingProcess undoing(AwsCredentials credentials, int last) {
        return new DyingProcess(credentials, last, true);
    }

    List<String> moments() {
        return moments;
    }

    private void at(String moment) {
        moments.add(moment);
        if (moments.size() > last) {
            throw new Death();
        }
    }

    @Override
    public void stepStarted(PlanStep step) {
        at("before " + step.action());
    }

    @Override
    public void stepFinished(PlanStep step) {
        at("after " + step.action());
    }

    @Override
    public void rehearsing() {
        at("rehearsing");
    }

    @Override
    public void committed() {
        callsCount = true;
        at("committed");
    }

    @Override
    public AwsCredentials resolveCredentials() {
        if (callsCount) {
            at("before a call");
        }
        return credentials;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) {
        at("before another attempt of a call");
    }
}
