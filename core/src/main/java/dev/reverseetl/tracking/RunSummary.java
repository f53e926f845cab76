package dev.reverseetl.tracking;

import dev.reverseetl.internal.ValueStyle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What a run found and did. Immutable and thread-safe; holds no value of any row. */
@Value.Immutable
@ValueStyle
public interface RunSummary {
    /** {@return the model's name} */
    String model();

    /** {@return which run of the model this is, counted from 1; runs that failed count too} */
    long run();

    /** {@return what it goes on from} */
    RunOrigin origin();

    /** {@return how many rows are reported as added} */
    long added();

    /** {@return how many rows are reported as updated} */
    long updated();

    /** {@return how many rows are reported as deleted} */
    long deleted();

    /** {@return how many rows and identifiers are left alone} */
    SetAside setAside();

    /** {@return how many rows the state had before the run} */
    long stateRows();

    /** {@return how many changes the caller has read so far} */
    long read();

    /** {@return how many changes have been acknowledged so far} */
    long acknowledged();

    /** {@return how many changes the caller has rejected so far} */
    long rejected();

    /** {@return how much room the changes take on the server, in bytes; 0 if there are none} */
    long pendingBytes();

    /** {@return how many workers the server planned to take besides for the comparison; it may have got fewer} */
    int parallelWorkers();

    /** {@return how long the phases have taken so far, in their order; time that the caller takes is in none} */
    Map<TrackingPhase, Duration> durations();

    /** {@return why the run waits for its deletions to be confirmed, as a sentence; nothing if it doesn't wait} */
    Optional<String> held();

    /** {@return what else is worth knowing, as sentences} */
    List<String> notes();

    /** {@return how many changes there are} */
    default long changes() {
        return added() + updated() + deleted();
    }
}
