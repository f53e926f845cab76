package dev.reverseetl.testing;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A running server. Everybody, {@value #SUPERUSER} too, logs in with a password (SCRAM). Thread-safe. */
public interface PostgresServer {
    String SUPERUSER = "postgres";

    int major();

    String host();

    int port();

    String superuserPassword();

    /** All that the server has logged since it was started. */
    String log();

    /** What the server logs from now on. */
    default ServerLog logFromNow() throws SQLException {
        return ServerLog.fromNow(this);
    }

    default DataSource dataSource(String database, String user, String password) {
        return dataSource(host(), port(), database, user, password);
    }

    /** As the superuser. */
    default DataSource dataSource(String database) {
        return dataSource(database, SUPERUSER, superuserPassword());
    }

    default Connection connect(String database, String user, String password) throws SQLException {
        return dataSource(database, user, password).getConnection();
    }

    /** As the superuser. */
    default Connection connect(String database) throws SQLException {
        return dataSource(database).getConnection();
    }

    /** A new empty database; closing it drops it, and the roles of its test. */
    default TestDatabase createDatabase() throws SQLException {
        return TestDatabase.create(this);
    }

    /** The same with exactly this name and an owner that exists. */
    default TestDatabase createDatabase(String name, String owner) throws SQLException {
        return TestDatabase.create(this, name, owner);
    }

    static DataSource dataSource(String host, int port, String database, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {host});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }
}
