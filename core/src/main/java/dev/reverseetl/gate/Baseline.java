package dev.reverseetl.gate;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.internal.json.JsonObject;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * Problems that are known and left out of a gate's decision, each until some day. Written by hand, as JSON:
 *
 * <pre>{@code
 * {
 *   "format": "reverse-etl-baseline",
 *   "schemaVersion": 1,
 *   "known": [
 *     {"model": "orders", "code": "MISSING", "until": "2027-01-31", "reason": "granted with the next release"}
 *   ]
 * }
 * }</pre>
 *
 * <p>Without {@code model} a problem is one of the role or the database. Immutable and thread-safe.
 *
 * @param known the problems
 */
public record Baseline(List<KnownProblem> known) {
    static final String FORMAT = "reverse-etl-baseline";

    /**
     * Takes a copy of the list.
     *
     * @param known the problems
     */
    public Baseline {
        known = List.copyOf(known);
    }

    /** {@return a baseline that knows of nothing} */
    public static Baseline empty() {
        return new Baseline(List.of());
    }

    /**
     * Reads a baseline.
     *
     * @param file the file, in UTF-8
     * @return the baseline
     * @throws ReverseEtlException with {@code GATE_FILE_INVALID} if the file can't be read or is no baseline
     */
    public static Baseline read(Path file) {
        return GateFile.read(file, "baseline", Baseline::of);
    }

    private static Baseline of(JsonObject json) {
        GateFile.require(json, FORMAT);
        return new Baseline(json.objects("known").stream()
                .map(known -> new KnownProblem(
                        known.optionalText("model"),
                        known.text("code"),
                        day(known.text("until")),
                        known.text("reason")))
                .toList());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no day; write it as 2027-01-31", e);
        }
    }
}
