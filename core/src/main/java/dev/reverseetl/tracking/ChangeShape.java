package dev.reverseetl.tracking;

import dev.reverseetl.segment.SegmentLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all changes of a run have in common. */
final class ChangeShape {
    private final List<TrackedColumn> columns;
    private final ValueKind[] kinds;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] keys;
    private final SegmentLimits limits;

    ChangeShape(ModelColumns model, SegmentLimits limits) {
        this.columns = model.all().stream().map(ModelColumn::tracked).toList();
        this.kinds = model.all().stream().map(ModelColumn::kind).toArray(ValueKind[]::new);
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
        this.keys = model.keys().stream().mapToInt(key -> key.number() - 1).toArray();
        this.limits = limits;
    }

    List<TrackedColumn> columns() {
        return columns;
    }

    String name(int place) {
        return columns.get(place).name();
    }

    ValueKind kind(int place) {
        return kinds[place];
    }

    int size() {
        return kinds.length;
    }

    int[] keys() {
        return keys.clone();
    }

    SegmentLimits limits() {
        return limits;
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("The model has no column \"" + column + "\"; it has " + places.keySet());
        }
        return place;
    }
}
