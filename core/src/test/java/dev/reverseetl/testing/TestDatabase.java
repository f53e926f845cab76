package dev.reverseetl.testing;

import dev.reverseetl.postgres.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database for one test, used as superuser unless said otherwise. Roles belong to the whole cluster, which other
 * tests share: name them by {@link #uniqueRole} or announce them by {@link #adoptRole}. Closing drops the database, and
 * the test's other databases and roles.
 */
public final class TestDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final String name;
    private final TestToken token;
    private final List<String> adoptedRoles = new ArrayList<>();
    private final Map<String, Integer> namesGiven = new HashMap<>();
    private @Nullable TestSession superuser;

    private TestDatabase(PostgresServer server, String name, TestToken token) {
        this.server = server;
        this.name = name;
        this.token = token;
    }

    static TestDatabase create(PostgresServer server) throws SQLException {
        TestToken token = TestToken.next();
        return create(server, "test_" + token.text(), PostgresServer.SUPERUSER, token);
    }

    static TestDatabase create(PostgresServer server, String name, String owner) throws SQLException {
        return create(server, name, owner, TestToken.next());
    }

    private static TestDatabase create(PostgresServer server, String name, String owner, TestToken token)
            throws SQLException {
        try (TestSession session = new TestSession(server.connect("postgres"))) {
            // Nobody is ever connected to template0: a connection to the template would make this fail.
            session.run("CREATE DATABASE " + Identifier.of(name).quoted() + " OWNER "
                    + Identifier.of(owner).quoted() + " TEMPLATE template0");
        }
        return new TestDatabase(server, name, token);
    }

    public PostgresServer server() {
        return server;
    }

    public String name() {
        return name;
    }

    /** The name, in quotes. */
    public String quotedName() {
        return Identifier.of(name).quoted();
    }

    public DataSource dataSource() {
        return server.dataSource(name);
    }

    /** The connection that {@link #run} and the queries use; stays open until the database is closed. */
    public Connection admin() throws SQLException {
        return superuser().connection();
    }

    public void run(String... statements) throws SQLException {
        superuser().run(statements);
    }

    /** See {@link TestSession#queryOne}. */
    public <T> T queryOne(Class<T> type, String sql) throws SQLException {
        return superuser().queryOne(type, sql);
    }

    /** See {@link TestSession#queryColumn}. */
    public <T> List<T> queryColumn(Class<T> type, String sql) throws SQLException {
        return superuser().queryColumn(type, sql);
    }

    /** See {@link TestSession#rows}. */
    public List<String> rows(String sql) throws SQLException {
        return superuser().rows(sql);
    }

    /** A role name of this test alone, another one each time; does not create the role. */
    public String uniqueRole(String prefix) {
        int given = namesGiven.merge(prefix, 1, Integer::sum);
        return prefix + "_" + token.text() + (given == 1 ? "" : "_" + given);
    }

    /** Announces a role that must have exactly this name, so that it is dropped in the end. */
    public String adoptRole(String name) {
        adoptedRoles.add(name);
        AdoptedRoles.add(name, token);
        return name;
    }

    /** Creates a role that may log in, with a password of its own and attributes such as {@code CREATEDB}. */
    public Login createLogin(String prefix, String... attributes) throws SQLException {
        Login login = new Login(this, uniqueRole(prefix), UUID.randomUUID().toString());
        run("CREATE ROLE " + login.quotedRole() + " LOGIN " + String.join(" ", attributes) + " PASSWORD '"
                + login.password() + "'");
        return login;
    }

    /**
     * Makes the server log every statement of new sessions in this database, a password in a CREATE ROLE too; leaves
     * settings on the database.
     */
    public ServerLog logEverything() throws SQLException {
        for (String setting :
                List.of("log_statement = 'all'", "log_min_error_statement = 'info'", "log_min_messages = 'info'")) {
            run("ALTER DATABASE " + quotedName() + " SET " + setting);
        }
        return server.logFromNow();
    }

    TestToken token() {
        return token;
    }

    private TestSession superuser() throws SQLException {
        TestSession session = superuser;
        if (session == null || session.connection().isClosed()) {
            session = new TestSession(server.connect(name));
            superuser = session;
        }
        return session;
    }

    @Override
    public void close() throws SQLException {
        if (superuser != null) {
            superuser.close();
        }
        new TestCleanup(server, token, name, adoptedRoles).run();
    }

    @Override
    public String toString() {
        return server + ", " + name;
    }
}
