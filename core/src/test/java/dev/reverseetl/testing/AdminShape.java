package dev.reverseetl.testing;

import java.sql.SQLException;

/** The kinds of administrator that the library meets. Each owns the database. */
public enum AdminShape {
    SUPERUSER {
        @Override
        public Login create(TestDatabase database) throws SQLException {
            return owner(database.createLogin("admin", "SUPERUSER"));
        }
    },
    /** The master user of Amazon RDS: creates roles and databases, and is no superuser. */
    RDS {
        @Override
        public void prepare(PostgresServer server) throws SQLException {
            RdsRoles.ensure(server);
        }

        @Override
        public Login create(TestDatabase database) throws SQLException {
            prepare(database.server());
            Login master = owner(database.createLogin("master", "CREATEDB", "CREATEROLE", "VALID UNTIL 'infinity'"));
            database.run("GRANT rds_superuser TO " + master.quotedRole());
            return master;
        }
    },
    /** The default credential of Heroku Postgres: owns everything and can't create a role. */
    OWNER {
        @Override
        public Login create(TestDatabase database) throws SQLException {
            Login owner = owner(database.createLogin("owner"));
            database.run("GRANT pg_monitor, pg_read_all_settings, pg_read_all_stats, pg_signal_backend TO "
                    + owner.quotedRole());
            return owner;
        }
    };

    /** Creates the administrator of a database. */
    public abstract Login create(TestDatabase database) throws SQLException;

    /** Makes what all administrators of this kind share in a cluster; {@link #create} does it by itself. */
    public void prepare(PostgresServer server) throws SQLException {}

    private static Login owner(Login login) throws SQLException {
        TestDatabase database = login.database();
        database.run("ALTER DATABASE " + database.quotedName() + " OWNER TO " + login.quotedRole());
        return login;
    }
}
