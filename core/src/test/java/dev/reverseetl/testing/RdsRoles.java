package dev.reverseetl.testing;

import java.sql.SQLException;

/** The roles without login that every RDS instance has, once per cluster. */
final class RdsRoles {
    private static final String CREATE = """
            DO $$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtext('rds_superuser'));
                IF to_regrole('rds_superuser') IS NULL THEN
                    CREATE ROLE rds_superuser NOLOGIN;
                    CREATE ROLE rds_password NOLOGIN;
                    CREATE ROLE rds_replication NOLOGIN;
                    CREATE ROLE rds_iam NOLOGIN;
                    GRANT pg_monitor, pg_signal_backend TO rds_superuser;
                    GRANT rds_password, rds_replication, rds_iam TO rds_superuser WITH ADMIN OPTION;
                END IF;
            END $$""";

    private RdsRoles() {}

    static void ensure(PostgresServer server) throws SQLException {
        // Advisory locks are per database: everybody takes this one in the same.
        try (TestSession session = new TestSession(server.connect("postgres"))) {
            session.run(CREATE);
        }
    }
}
