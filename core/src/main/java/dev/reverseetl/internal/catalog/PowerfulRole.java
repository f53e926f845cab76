package dev.reverseetl.internal.catalog;

import java.util.Map;
import java.util.Optional;

/** The roles, PostgreSQL's own and providers', whose members may do more than a source needs. */
public final class PowerfulRole {
    private static final Map<String, String> POWERS = Map.ofEntries(
            Map.entry("pg_read_all_data", "reads every table, and the password hashes in pg_authid"),
            Map.entry("pg_write_all_data", "writes every table"),
            Map.entry("pg_read_server_files", "reads the server's files"),
            Map.entry("pg_write_server_files", "writes the server's files, and so can become superuser"),
            Map.entry("pg_execute_server_program", "runs programs on the server, and so can become superuser"),
            Map.entry("pg_signal_backend", "ends other roles' sessions"),
            Map.entry("pg_checkpoint", "runs checkpoints"),
            Map.entry("pg_maintain", "locks and rewrites every table"),
            Map.entry("pg_create_subscription", "makes the server connect elsewhere"),
            Map.entry("rds_superuser", "administers the server"),
            Map.entry("rds_replication", "reads the write-ahead log"),
            Map.entry("cloudsqlsuperuser", "administers the server"),
            Map.entry("azure_pg_admin", "administers the server"));

    private PowerfulRole() {}

    /** Returns what members of the role of this name may do, in words, if that is more than a source needs. */
    public static Optional<String> power(String role) {
        return Optional.ofNullable(POWERS.get(role));
    }
}
