package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Row;
import java.util.Collection;
import java.util.List;

/** OIDs as texts, the only array type that queries take and give. */
final class Oids {
    private Oids() {}

    static List<String> texts(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).toList();
    }

    static List<Long> of(Row row, String column) {
        return row.texts(column).stream().map(Long::valueOf).toList();
    }
}
