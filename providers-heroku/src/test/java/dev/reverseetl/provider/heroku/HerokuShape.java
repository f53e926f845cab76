package dev.reverseetl.provider.heroku;

import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** What Heroku puts into a database: its schema, event triggers, settings and roles. */
enum HerokuShape {
    CLASSIC(
            "postgres",
            "ec2-3-91-0-1.compute-1.amazonaws.com",
            "extension_before_drop,log_create_ext,log_drop_ext,validate_extension"),
    AURORA(
            "heroku_admin",
            "c0123456789abc.cluster-czrs8kj4isg7.us-east-1.rds.amazonaws.com",
            "00_validate_before_start,00_validate_extension_after,01_configure_extension_after,"
                    + "01_configure_extension_drop,01_extension_before_drop") {
        @Override
        void addRds(TestDatabase database) throws SQLException {
            database.run("CREATE ROLE " + database.adoptRole("heroku_admin") + " SUPERUSER");
            database.run("ALTER DATABASE " + database.quotedName()
                    + " SET rds.extensions = 'apg_plan_mgmt,aurora_stat_utils,rds_tools'");
        }
    };

    private final String herokus;
    private final String host;
    private final String triggers;

    HerokuShape(String herokus, String host, String triggers) {
        this.herokus = herokus;
        this.host = host;
        this.triggers = triggers;
    }

    /** Returns the name that such a database has. */
    String host() {
        return host;
    }

    void addTo(TestDatabase database, String owner) throws SQLException {
        addRds(database);
        database.run(
                "GRANT pg_monitor, pg_read_all_settings, pg_read_all_stats, pg_signal_backend TO " + owner,
                "ALTER DATABASE " + database.quotedName() + " OWNER TO " + owner,
                "ALTER SCHEMA public OWNER TO " + owner,
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "CREATE SCHEMA _heroku AUTHORIZATION " + herokus,
                "GRANT USAGE ON SCHEMA _heroku TO PUBLIC",
                "CREATE FUNCTION _heroku.validate_extension() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
        for (String trigger : triggers.split(",", -1)) {
            database.run("CREATE EVENT TRIGGER \"" + trigger
                    + "\" ON ddl_command_end EXECUTE FUNCTION _heroku.validate_extension()");
        }
    }

    void addRds(TestDatabase database) throws SQLException {}
}
