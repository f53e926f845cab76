package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run has come since its changes were found, and what moves it on. */
final class OpenRun {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeTracker.class);

    /** Rejected changes are taken out of the pending table in lots of this size. */
    private static final int LOT = 1_000;

    private final TrackerConfig config;
    private final DetectedRun run;
    private final StopWatch watch;
    private final Set<String> rejecting = new HashSet<>();
    private long rejected;
    private long acknowledged;
    private long renewedNanos = System.nanoTime();
    private boolean ended;
    private boolean closed;

    OpenRun(TrackerConfig config, DetectedRun run, StopWatch watch) {
        this.config = config;
        this.run = run;
        this.watch = watch;
    }

    boolean isEnded() {
        return ended;
    }

    void requireReadable() {
        if (closed) {
            throw new IllegalStateException("The changes are closed");
        }
    }

    void requireOpen() {
        requireReadable();
    }

    <T extends @Nullable Object> T timed(TrackingPhase phase, Supplier<T> work) {
        return watch.adding(phase, work);
    }

    /** Renews the lease, when a third of it has passed. */
    void renew() {
        if (!ended && System.nanoTime() - renewedNanos > config.lease().toNanos() / 3) {
            TrackerSession.commit(config, config.startDeadline(), transaction -> {
                run.lease().lock(transaction, config);
                run.lease().update(transaction, config, "");
                return true;
            });
            renewedNanos = System.nanoTime();
        }
    }

    void reject(Change change) {
        rejecting.add(change.place());
        if (rejecting.size() >= LOT) {
            move(acknowledgement -> {});
        }
    }

    /** Acknowledges the changes of a page that were not rejected; returns whether that was the last. */
    boolean acknowledge(List<Change> page, boolean allRead) {
        requireOpen();
        List<String> places = page.stream()
                .map(Change::place)
                .filter(place -> !rejecting.contains(place))
                .toList();
        long left = left() - places.size() - rejecting.size();
        boolean last = allRead && left == 0;
        move(acknowledgement -> {
            if (!places.isEmpty()) {
                acknowledgement.some(places);
            }
            if (last) {
                acknowledgement.rest(0);
            }
        });
        acknowledged += places.size();
        return last;
    }

    void acknowledgeRest() {
        long left = left() - rejecting.size();
        move(acknowledgement -> acknowledgement.rest(left));
        acknowledged += left;
    }

    private long left() {
        return run.counts().total() - acknowledged - rejected;
    }

    private void move(Consumer<Acknowledgement> work) {
        List<String> places = new ArrayList<>(rejecting);
        timed(TrackingPhase.ACKNOWLEDGE, () -> {
            boolean[] committing = {false};
            try {
                return TrackerSession.commit(config, config.startDeadline(), transaction -> {
                    Acknowledgement acknowledgement = new Acknowledgement(transaction, config, run);
                    if (!places.isEmpty()) {
                        acknowledgement.reject(places);
                    }
                    work.accept(acknowledgement);
                    committing[0] = true;
                    return true;
                });
            } catch (ReverseEtlException e) {
                throw committing[0] && e.code() == ErrorCode.CONNECTION_FAILED ? unknown(e) : e;
            }
        });
        rejected += places.size();
        rejecting.clear();
        renewedNanos = System.nanoTime();
    }

    private ReverseEtlException unknown(ReverseEtlException cause) {
        return new ReverseEtlException(
                ErrorCode.OUTCOME_UNKNOWN,
                "The connection was lost while an acknowledgement of model " + TrackingFailure.quoted(config.model())
                        + " was being committed: it is in the database whole, or not at all.",
                "Detect again: what is not acknowledged is found again.",
                cause);
    }

    void ended(RunSummary summary) {
        if (!ended) {
            ended = true;
            LOG.info("{} - {}", config.connection().describe(), SummaryText.of(summary, true));
            config.listener().finished(summary);
        }
    }

    /** Gives up what is not acknowledged; never throws. */
    void close(Supplier<RunSummary> summary, Deadline deadline) {
        if (closed) {
            return;
        }
        closed = true;
        if (ended) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            TrackerSession.commit(config, deadline, transaction -> {
                run.lease().abandon(transaction, config);
                run.pendingTable()
                        .ifPresent(table -> transaction.count(config.tables().dropPending(table)));
                return true;
            });
        } catch (ReverseEtlException | StatementFailure e) {
            LOG.warn(
                    "{} - what the run of model \"{}\" has found is left on the server until its next run: {}",
                    config.connection().describe(),
                    config.model().name(),
                    e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        LOG.info("{} - {}", config.connection().describe(), SummaryText.of(summary.get(), false));
        config.listener().finished(summary.get());
    }

    RunSummary summary(long read, boolean confirmed) {
        return ImmutableRunSummary.builder()
                .model(config.model().name())
                .run(run.lease().generation())
                .origin(run.origin())
                .added(run.counts().added())
                .updated(run.counts().updated())
                .deleted(run.counts().deleted())
                .setAside(run.aside())
                .stateRows(run.stateRows())
                .read(read)
                .acknowledged(acknowledged)
                .rejected(rejected + rejecting.size())
                .pendingBytes(run.pendingBytes())
                .parallelWorkers(run.workers())
                .putAllDurations(durations())
                .held(confirmed ? Optional.empty() : run.held())
                .addAllNotes(run.notes())
                .build();
    }

    private Map<TrackingPhase, Duration> durations() {
        return watch.durations();
    }
}
