package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.List;

/** The schemas of the role's search path that the user who audits may not use, and so doesn't find anything in. */
final class UnseenSchemas {
    private UnseenSchemas() {}

    static Query<SchemaEntry> query(SearchPath path) {
        return SchemaEntry.unusable(
                path.schemas().stream().map(Identifier::value).toList());
    }

    /** Returns the method with what can't be known for their sake. */
    static AuditMethod added(AuditMethod method, List<SchemaEntry> unseen) {
        List<String> unknown = new ArrayList<>(method.unknown());
        for (SchemaEntry schema : unseen) {
            unknown.add("Whether a name without a schema stands for something in "
                    + schema.name().quoted()
                    + ": that schema is in the role's search path, and the user who audits may not use it.");
        }
        return new AuditMethod(method.binding(), method.explained(), unknown);
    }
}
