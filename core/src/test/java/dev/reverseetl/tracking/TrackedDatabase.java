package dev.reverseetl.tracking;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database with the managed schema, and a role that may use it and read what is in {@code app}. */
record TrackedDatabase(TestDatabase database, Login role) {
    static final String SCHEMA = "__segment_reverse_etl";

    static TrackedDatabase in(TestDatabase database) throws SQLException {
        Login role = database.createLogin("segment");
        database.run(
                "CREATE SCHEMA app",
                "GRANT USAGE ON SCHEMA app TO " + role.quotedRole(),
                "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO " + role.quotedRole(),
                "CREATE SCHEMA " + SCHEMA + " AUTHORIZATION " + role.quotedRole());
        return new TrackedDatabase(database, role);
    }

    ChangeTrackerBuilder builder(Model model) {
        return ChangeTracker.builder()
                .connection(database.server().dataSource(database.name(), role.role(), role.password()))
                .model(model);
    }

    ChangeTracker tracker(String query, String... keys) {
        return builder(Model.of(
                        "m",
                        query,
                        keys[0],
                        List.of(keys).subList(1, keys.length).toArray(String[]::new)))
                .build();
    }

    /** Detects, and acknowledges all; returns the changes as JSON, sorted. */
    static List<String> sync(ChangeTracker tracker) {
        try (ChangeSet changes = tracker.detect()) {
            List<String> lines = lines(changes);
            changes.acknowledge();
            return lines;
        }
    }

    static List<String> lines(ChangeSet changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach(change -> lines.add(change.toJson()));
        lines.sort(null);
        return lines;
    }

    /** The table in which the changes of the one run wait that is under way. */
    String pending() throws SQLException {
        return SCHEMA + "."
                + tables().stream()
                        .filter(name -> name.matches("retl_pending_\\d+_\\d+"))
                        .findFirst()
                        .orElseThrow();
    }

    /** The names of our tables that are there. */
    List<String> tables() throws SQLException {
        return database.queryColumn(
                String.class,
                "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = '" + SCHEMA
                        + "'::regnamespace ORDER BY 1");
    }
}
