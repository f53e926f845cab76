package dev.reverseetl.provider.rds;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Databases that look as on RDS and Aurora: their settings, functions and roles. */
enum RdsShape {
    RDS("auto_explain,pg_stat_statements,rds_tools"),
    AURORA("apg_plan_mgmt,aurora_stat_utils,rds_tools") {
        @Override
        void addFunctions(TestDatabase database) throws SQLException {
            database.run(
                    "SET allow_system_table_mods = on",
                    "CREATE FUNCTION pg_catalog.aurora_version() RETURNS text LANGUAGE sql RETURN '16.4.1'");
        }
    };

    private final String extensions;

    RdsShape(String extensions) {
        this.extensions = extensions;
    }

    /** Shapes the database and returns its master user. */
    Login shape(TestDatabase database) throws SQLException {
        Login master = AdminShape.RDS.create(database);
        set(database, "rds.extensions", extensions);
        set(database, "rds.force_ssl", "1");
        set(database, "rds.restrict_password_commands", "off");
        set(database, "rds.accepted_password_auth_method", "md5+scram");
        addFunctions(database);
        return master;
    }

    void addFunctions(TestDatabase database) throws SQLException {}

    static void set(TestDatabase database, String setting, String value) throws SQLException {
        database.run("ALTER DATABASE " + database.quotedName() + " SET " + setting + " = '" + value + "'");
    }
}
