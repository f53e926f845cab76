package dev.reverseetl.tracking;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.jdbc.Deadline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a run has found. They are kept on the server and read from there a part at a time, in memory that
 * doesn't grow with their number; while the caller works with one, no connection is held. The state moves only by
 * {@link #acknowledge()} or {@link ChangePage#acknowledge()}: what was not acknowledged when this is closed, or when
 * the process or the server dies, is found again by the next run. So a change may come more than once, and none is
 * lost.
 *
 * <p>Closing ends the run and removes the changes from the server. Not thread-safe.
 */
public final class ChangeSet implements AutoCloseable {
    /** How often the listener hears of progress, in changes. */
    private static final long PROGRESS = 10_000;

    private final TrackerConfig config;
    private final DetectedRun run;
    private final OpenRun open;
    private @Nullable PendingReader reader;
    private boolean confirmed;
    private boolean reading;
    private long fetched;
    private long read;

    ChangeSet(TrackerConfig config, DetectedRun run, StopWatch watch) {
        this.config = config;
        this.run = run;
        this.open = new OpenRun(config, run, watch);
        config.listener().detected(summary());
        if (run.pending().isEmpty()) {
            open.ended(summary());
        }
    }

    /** {@return what the run has found and done so far; the counts of changes are known before the first is read} */
    public RunSummary summary() {
        return open.summary(read, confirmed);
    }

    /** {@return the columns of the model's result, in the order of the query} */
    public List<TrackedColumn> columns() {
        return run.columns().all().stream().map(ModelColumn::tracked).toList();
    }

    /**
     * {@return why the run waits for its deletions to be confirmed, as a sentence; nothing if it doesn't, or if they
     * have been} Until then changes can neither be read nor acknowledged.
     */
    public Optional<String> held() {
        return confirmed ? Optional.empty() : run.held();
    }

    /** Lets the deletions of this run pass that it is held for; the next run is judged anew. */
    public void confirmDeletes() {
        confirmed = true;
    }

    /**
     * Hands over all changes, one by one and in no particular order, on the calling thread. Either this or
     * {@link #pages} can be called, and once.
     *
     * @param consumer takes each; what it throws ends the reading, and nothing is acknowledged by that
     * @throws ReverseEtlException if the run is held ({@code DELETES_HELD}) or no longer the current one
     *     ({@code RUN_SUPERSEDED}), or the connection fails
     * @throws IllegalStateException if changes were read already, or this is closed
     */
    public void forEach(Consumer<Change> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        begin(false);
        for (Change change = next(); change != null; change = next()) {
            consumer.accept(change);
            handedOver(1);
        }
    }

    /**
     * Hands over all changes, in no particular order, in pages that can be acknowledged by themselves. Either this or
     * {@link #forEach} can be called, and once.
     *
     * @param size how many changes a page has, the last may have fewer; at least 1. A page is kept in memory whole
     * @return the pages, to be gone through once
     * @throws IllegalArgumentException if the size is below 1
     * @throws ReverseEtlException if the run is held; the iterator throws as {@link #forEach}
     * @throws IllegalStateException if changes were read already, or this is closed
     */
    public Iterable<ChangePage> pages(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The size of a page " + size + " must be at least 1");
        }
        begin(true);
        PageIterator pages = new PageIterator(this, size);
        return () -> pages;
    }

    /**
     * Leaves a change that was read to the next run, as after a destination refused it: it is not acknowledged with the
     * others. Does nothing the second time. Every ten thousandth takes those before it out on the server, over a
     * connection of its own. With {@link #forEach}, identifiers that PostgreSQL writes alike, such as functions of one
     * name as {@code regproc}, may be rejected together.
     *
     * @param change the change, of this set and not acknowledged yet
     * @throws IllegalArgumentException if the change is of another set
     * @throws ReverseEtlException if the run is no longer the current one ({@code RUN_SUPERSEDED}), or the connection
     *     fails
     * @throws IllegalStateException if it was acknowledged already, or this is closed
     */
    public void reject(Change change) {
        Objects.requireNonNull(change, "change");
        open.requireOpen();
        if (reader == null || !reader.hasRead(change)) {
            throw new IllegalArgumentException("The change is of another set: reject it there");
        }
        open.reject(change);
    }

    /**
     * Acknowledges all changes but those that were rejected, and ends the run. In one transaction; no connection is
     * held otherwise. Does nothing if all is acknowledged.
     *
     * @return the summary of the run
     * @throws ReverseEtlException if the run is held, or no longer the current one, or the connection fails; then
     *     nothing of it is acknowledged, or, with {@code OUTCOME_UNKNOWN}, perhaps all
     * @throws IllegalStateException if a change has not been read yet, or this is closed without
     */
    public RunSummary acknowledge() {
        if (!open.isEnded()) {
            open.requireOpen();
            requireNotHeld();
            if (read < run.counts().total()) {
                throw new IllegalStateException((run.counts().total() - read) + " of "
                        + run.counts().total() + " changes have not been read, and would be lost; read them all, or"
                        + " acknowledge pages");
            }
            open.acknowledgeRest();
            open.ended(summary());
        }
        return summary();
    }

    void acknowledge(List<Change> page) {
        if (!open.isEnded() && open.acknowledge(page, read == run.counts().total())) {
            open.ended(summary());
        }
    }

    @Nullable
    Change next() {
        open.requireOpen();
        PendingReader pending = reader;
        if (pending == null) {
            return null;
        }
        open.renew();
        Change change = pending.hasBuffered() ? pending.next() : open.timed(TrackingPhase.READ, pending::next);
        if (change != null) {
            fetched++;
        } else if (fetched != run.counts().total()) {
            throw TrackingFailure.superseded(config, null); // a crash of the server empties the table
        }
        return change;
    }

    /** The caller has some more: only those may be acknowledged. */
    void handedOver(int changes) {
        long before = read;
        read += changes;
        if (read / PROGRESS > before / PROGRESS || read == run.counts().total()) {
            config.listener().progress(read, run.counts().total());
        }
    }

    private void begin(boolean byPage) {
        open.requireOpen();
        requireNotHeld();
        if (reading) {
            throw new IllegalStateException("The changes were read already; they can be gone through once");
        }
        reading = true;
        if (run.pending().isPresent()) {
            reader = new PendingReader(config, run, byPage);
        }
    }

    private void requireNotHeld() {
        held().ifPresent(why -> {
            throw new ReverseEtlException(
                    ErrorCode.DELETES_HELD,
                    "The run of model " + TrackingFailure.quoted(config.model()) + " is held: " + why,
                    "If the deletions are right, call confirmDeletes(); else repair what the model reads, and detect"
                            + " again. deleteGuard(DeleteGuard) sets how many are believed.");
        });
    }

    /**
     * Ends the run. What was not acknowledged is left to the next run; the changes are removed from the server. If that
     * fails, which is only logged, the next run of the model removes them.
     */
    @Override
    public void close() {
        open.close(this::summary, Deadline.after(config.deadline()));
    }
}
