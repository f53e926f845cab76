package dev.reverseetl.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * How many rows there are, and some of them.
 *
 * @param count how many
 * @param samples some
 */
record SampledRows(long count, List<TextRow> samples) {
    /** How many samples are kept. */
    static final int MOST = 5;

    static final SampledRows NONE = new SampledRows(0, List.of());

    SampledRows and(SampledRows other) {
        List<TextRow> all = new ArrayList<>(samples);
        all.addAll(other.samples);
        return new SampledRows(count + other.count, all.subList(0, Math.min(MOST, all.size())));
    }
}
