package dev.reverseetl.provider.heroku;

import dev.reverseetl.spi.Probe;
import java.util.List;

/** What the server is asked. None of it can raise an error, whoever asks. */
final class HerokuProbes {
    static final String SCHEMA_OWNER = "schema owner";
    static final String TRIGGERS = "triggers";
    static final String ADMIN = "admin";
    static final String NAMES = "names";
    static final String EXTENSION_SCHEMA = "extension schema";
    static final String RDS_EXTENSIONS = "rds.extensions";

    private HerokuProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of(
                        SCHEMA_OWNER, "(SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = '_heroku')"),
                // Those of Aurora begin with a number
                Probe.of(
                        TRIGGERS,
                        "(SELECT string_agg(evtname, ', ' ORDER BY evtname) FROM pg_event_trigger WHERE evtname IN ("
                                + "'00_validate_before_start', '00_validate_extension_after',"
                                + " '01_configure_extension_after', '01_configure_extension_drop',"
                                + " '01_extension_before_drop', 'extension_before_drop', 'log_create_ext',"
                                + " 'log_drop_ext', 'validate_extension'))"),
                Probe.of(ADMIN, "EXISTS (SELECT FROM pg_roles WHERE rolname = 'heroku_admin')"),
                Probe.of(
                        NAMES,
                        "EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database()"
                                + " AND d.datname ~ '^d[0-9a-z]{12,14}$'"
                                + " AND pg_get_userbyid(d.datdba) ~ '^u[0-9a-z]{12,14}$')"),
                Probe.of(EXTENSION_SCHEMA, "to_regnamespace('heroku_ext') IS NOT NULL"),
                Probe.of(RDS_EXTENSIONS, "current_setting('rds.extensions', true) IS NOT NULL"));
    }
}
