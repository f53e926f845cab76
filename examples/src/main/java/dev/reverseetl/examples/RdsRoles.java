package dev.reverseetl.examples;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Makes the sample database look as Amazon RDS makes its own: roles, settings, and a master user without powers. */
final class RdsRoles {
    private static final List<String> STATEMENTS = List.of(
            "CREATE ROLE rdsadmin LOGIN SUPERUSER",
            "CREATE ROLE rds_superuser NOLOGIN",
            "CREATE ROLE rds_password NOLOGIN",
            "CREATE ROLE rds_replication NOLOGIN",
            "CREATE ROLE rds_iam NOLOGIN",
            "GRANT pg_monitor, pg_signal_backend TO rds_superuser",
            "GRANT rds_password, rds_replication, rds_iam TO rds_superuser WITH ADMIN OPTION",
            "GRANT rds_superuser TO " + SampleDatabase.ADMIN,
            "ALTER DATABASE " + SampleDatabase.NAME + " SET rds.extensions = 'pg_stat_statements,rds_tools'",
            "ALTER DATABASE " + SampleDatabase.NAME + " SET rds.force_ssl = '1'",
            "ALTER DATABASE " + SampleDatabase.NAME + " SET rds.restrict_password_commands = 'off'",
            "ALTER DATABASE " + SampleDatabase.NAME + " SET rds.accepted_password_auth_method = 'md5+scram'");

    private RdsRoles() {}

    /** Adds them to a server that has the sample database. */
    static void addTo(DataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
        }
    }
}
