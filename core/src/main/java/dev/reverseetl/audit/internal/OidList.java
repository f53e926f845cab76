package dev.reverseetl.audit.internal;

import java.util.Collection;
import java.util.List;

/** OIDs as a query takes them: as texts, which the query casts to {@code oid[]}. */
final class OidList {
    private OidList() {}

    static List<String> of(Collection<Long> oids) {
        return oids.stream().distinct().map(oid -> Long.toString(oid)).toList();
    }
}
