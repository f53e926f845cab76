package dev.reverseetl.provider.rds;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.spi.Probe;
import java.util.List;

/** What the server is asked. None of it can raise an error, whoever asks. */
final class RdsProbes {
    static final String EXTENSIONS = "rds.extensions";
    static final String AURORA = "aurora";
    static final String RDS_ROLES = "rds roles";
    static final String RESTRICTED = "rds.restrict_password_commands";
    static final String MAY_SET_PASSWORDS = "may set passwords";
    static final String OTHER_LOGIN = "other login";
    static final String HEROKU_SCHEMA = "heroku schema";
    static final String HEROKU_TRIGGERS = "heroku triggers";
    static final String HEROKU_ADMIN = "heroku admin";
    static final String HEROKU_NAMES = "heroku names";

    private RdsProbes() {}

    static List<Probe> of(Identifier role) {
        return List.of(
                Probe.of(EXTENSIONS, "current_setting('rds.extensions', true)"),
                Probe.of(AURORA, "to_regproc('pg_catalog.aurora_version') IS NOT NULL"),
                Probe.of(
                        RDS_ROLES,
                        "(SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('rds_superuser', 'rdsadmin'))"),
                Probe.of(RESTRICTED, "current_setting('rds.restrict_password_commands', true)"),
                Probe.of(
                        MAY_SET_PASSWORDS,
                        "EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'rds_password' AND pg_has_role(r.oid, 'MEMBER'))"),
                // Membership forces another way to log in than by password
                Probe.of(
                        OTHER_LOGIN,
                        "(SELECT string_agg(o.rolname, ', ' ORDER BY o.rolname) FROM pg_roles r, pg_roles o"
                                + " WHERE r.rolname = ? AND NOT r.rolsuper AND o.rolname IN ('rds_iam', 'rds_ad')"
                                + " AND pg_has_role(r.oid, o.oid, 'MEMBER'))",
                        role.value()),
                Probe.of(HEROKU_SCHEMA, "to_regnamespace('_heroku') IS NOT NULL"),
                Probe.of(
                        HEROKU_TRIGGERS,
                        "EXISTS (SELECT FROM pg_event_trigger WHERE evtname IN ('00_validate_before_start',"
                                + " '00_validate_extension_after', '01_configure_extension_after', 'validate_extension'))"),
                Probe.of(HEROKU_ADMIN, "EXISTS (SELECT FROM pg_roles WHERE rolname = 'heroku_admin')"),
                Probe.of(
                        HEROKU_NAMES,
                        "EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database()"
                                + " AND d.datname ~ '^d[0-9a-z]{12,14}$'"
                                + " AND pg_get_userbyid(d.datdba) ~ '^u[0-9a-z]{12,14}$')"));
    }
}
