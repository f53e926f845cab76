package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run has come since its changes were found, and what moves it on. */
final class OpenRun {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeTracker.class);

    /** Rejected changes are taken out of the pending table in lots of this size. */
    private static final int LOT = 10_000;

    private final TrackerConfig config;
    private final DetectedRun run;
    private final StopWatch watch;
    private final Rejections rejecting = new Rejections();
    private long rejected;
    private long acknowledged;
    private long renewedNanos = System.nanoTime();
    private @Nullable ReverseEtlException unknown;
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

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The changes are closed");
        }
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

    /** Leaves a change to the next run; many of them are taken out of the pending table at once. */
    void reject(Change change) {
        if (change.fate() == Fate.REJECTED) {
            return;
        }
        if (ended || change.fate() == Fate.ACKNOWLEDGED) {
            throw new IllegalStateException("The change was acknowledged already");
        }
        change.meet(Fate.REJECTED);
        rejecting.add(change);
        if (rejecting.size() >= LOT) {
            move(this::rejectedPlaces, (acknowledgement, left) -> 0);
            rejecting.clear();
        }
    }

    /** Acknowledges the changes of a page that were not rejected; returns whether that was the last. */
    boolean acknowledge(List<Change> page, boolean allRead) {
        requireOpen();
        List<String> accepted = places(page, Fate.OPEN);
        List<String> refused =
                places(page, Fate.REJECTED).stream().filter(rejecting::hold).toList();
        boolean last = allRead && left() == accepted.size() + rejecting.size();
        move(
                // Those of other pages stay, so that these leave them out when it is their turn
                transaction -> last ? rejectedPlaces(transaction) : refused,
                (acknowledgement, left) -> {
                    if (!accepted.isEmpty()) {
                        acknowledgement.some(accepted);
                    }
                    if (last) {
                        acknowledgement.rest(0);
                    }
                    return accepted.size();
                });
        if (last) {
            rejecting.clear();
        } else {
            rejecting.forget(refused);
        }
        page.stream().filter(change -> change.fate() == Fate.OPEN).forEach(change -> change.meet(Fate.ACKNOWLEDGED));
        return last;
    }

    private static List<String> places(List<Change> page, Fate fate) {
        return page.stream()
                .filter(change -> change.fate() == fate)
                .map(change -> change.place().orElseThrow())
                .toList();
    }

    void acknowledgeRest() {
        move(this::rejectedPlaces, (acknowledgement, left) -> {
            acknowledgement.rest(left);
            return left;
        });
        rejecting.clear();
    }

    private List<String> rejectedPlaces(Transaction transaction) {
        return rejecting.places(transaction, config, run);
    }

    private long left() {
        return run.counts().total() - acknowledged - rejected;
    }

    private interface Work {
        /** Returns how many it has acknowledged of those that are left. */
        long with(Acknowledgement acknowledgement, long left);
    }

    private record Moved(long rejected, long acknowledged) {}

    /** Takes rejected rows out of the pending table, and then works on what is left. */
    private void move(Function<Transaction, List<String>> rejections, Work work) {
        if (unknown != null) { // what is left can't be known
            throw TrackingFailure.unknown(config, unknown);
        }
        Moved moved = timed(TrackingPhase.ACKNOWLEDGE, () -> {
            try {
                return TrackerSession.move(config, config.startDeadline(), transaction -> {
                    Acknowledgement acknowledgement = new Acknowledgement(transaction, config, run);
                    List<String> places = rejections.apply(transaction);
                    if (!places.isEmpty()) {
                        acknowledgement.reject(places);
                    }
                    return new Moved(places.size(), work.with(acknowledgement, left() - places.size()));
                });
            } catch (ReverseEtlException e) {
                unknown = e.code() == ErrorCode.OUTCOME_UNKNOWN ? e : null;
                throw e;
            }
        });
        rejected += moved.rejected();
        acknowledged += moved.acknowledged();
        renewedNanos = System.nanoTime();
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
                if (run.lease().abandon(transaction, config)) {
                    transaction.count(config.tables()
                            .dropPending(run.pending().orElseThrow().name()));
                }
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
                .pendingBytes(run.pending().map(PendingTable::bytes).orElse(0L))
                .parallelWorkers(run.workers())
                .putAllDurations(watch.durations())
                .held(confirmed ? Optional.empty() : run.held())
                .addAllNotes(run.notes())
                .build();
    }
}
