package dev.reverseetl.provider.rds;

import java.util.List;
import java.util.Optional;

/**
 * The names of a database.
 *
 * @param writer the one to write to; absent while the database is being created
 * @param reader a cluster's endpoint for its readers
 * @param custom a cluster's custom endpoints
 */
record DatabaseEndpoints(Optional<Endpoint> writer, Optional<Endpoint> reader, List<Endpoint> custom) {
    DatabaseEndpoints {
        custom = List.copyOf(custom);
    }
}
