package dev.reverseetl.testing;

import dev.reverseetl.testing.WireInterception.Action;
import dev.reverseetl.testing.WireInterception.Fate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server, counts what goes by, and makes the network and the server fail at a chosen
 * statement. Speaks no TLS: a client that insists on it is refused. Thread-safe.
 */
public final class WireProxy implements AutoCloseable {
    public static final Predicate<String> COMMIT = sql -> sql.strip().equalsIgnoreCase("COMMIT");

    private final PostgresServer server;
    private final ServerSocket door;
    private final AtomicInteger connections = new AtomicInteger();
    private final WireTurns turns = new WireTurns();
    private final List<WireInterception> interceptions = new ArrayList<>();
    private final Set<WireConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger rowsUntilCut = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable Throwable failure;

    private WireProxy(PostgresServer server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static WireProxy to(PostgresServer server) throws IOException {
        WireProxy proxy = new WireProxy(server);
        WireConnection.startThread("wire-proxy", proxy::accept);
        return proxy;
    }

    public String host() {
        return door.getInetAddress().getHostAddress();
    }

    public int port() {
        return door.getLocalPort();
    }

    public DataSource dataSource(String database, String user, String password) {
        return PostgresServer.dataSource(host(), port(), database, user, password);
    }

    public DataSource dataSource(Login login) {
        return dataSource(login.database().name(), login.role(), login.password());
    }

    /**
     * How often a client had to wait for the server: the number of messages that hand the turn to the client
     * (ReadyForQuery, and CopyInResponse) on all connections, without each connection's first one, which ends its
     * authentication.
     */
    public int roundTrips() {
        return turns.all().size();
    }

    /**
     * The SQL of each statement in the order sent, those of a pipeline singly, also if the server was never asked to
     * run it.
     */
    public List<String> statements() {
        return turns.statements();
    }

    /** The round trips in the order in which they ended. */
    public List<WireTurn> turns() {
        return turns.all();
    }

    /** Adds this to each round trip from now on, as a network would; not to those of authentication. */
    public void delayTurns(Duration delay) {
        this.delay = delay;
    }

    /** How many connections were opened; requests to cancel a statement don't count. */
    public int connections() {
        return connections.get();
    }

    /** Sets all counts to zero and forgets the statements, not what shall happen before one. */
    public void reset() {
        turns.clear();
        connections.set(0);
    }

    /**
     * Runs this before the first such statement goes to the server. Statements before it in the same pipeline may be
     * under way.
     */
    public void beforeStatement(Predicate<String> which, Runnable action) {
        intercept(which, backend -> {
            action.run();
            return Fate.GOES_ON;
        });
    }

    /** The same for the n-th statement from now on, counted from 1. */
    public void beforeStatement(int number, Runnable action) {
        AtomicInteger seen = new AtomicInteger();
        beforeStatement(sql -> seen.incrementAndGet() == number, action);
    }

    /**
     * Ends the server's side of the connection before the first such statement, as an administrator does: the client
     * gets 57P01.
     */
    public void killBackendBefore(Predicate<String> which) {
        intercept(which, backend -> {
            try (TestSession session = new TestSession(server.connect("postgres"))) {
                session.run("SELECT pg_terminate_backend(" + backend + ")");
                awaitGone(session, backend);
            }
            return Fate.GOES_ON;
        });
    }

    /** The server's own way to wait looks every 100 ms only. */
    private static void awaitGone(TestSession session, int backend) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!session.rows("SELECT 1 FROM pg_stat_activity WHERE pid = " + backend)
                .isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The backend " + backend + " doesn't end");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Cuts the connection instead of forwarding the first such statement. */
    public void cutBefore(Predicate<String> which) {
        intercept(which, backend -> Fate.CUT_NOW);
    }

    /**
     * Forwards the first such statement, waits until the server has answered it, and cuts the connection instead of
     * forwarding the answer.
     */
    public void loseAnswerTo(Predicate<String> which) {
        intercept(which, backend -> Fate.CUT_INSTEAD_OF_ANSWER);
    }

    /**
     * Cuts the connection instead of forwarding the n-th row from now on, counted from 1, in the middle of whatever
     * answer that is.
     *
     * @return whether that was done
     */
    public BooleanSupplier cutBeforeRow(int number) {
        rowsUntilCut.set(number);
        return () -> rowsUntilCut.get() <= 0;
    }

    private void intercept(Predicate<String> which, Action action) {
        synchronized (interceptions) {
            interceptions.add(new WireInterception(which, action));
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                serve(door.accept());
            } catch (IOException e) {
                // The door was closed, or the client has gone again.
            } catch (RuntimeException | Error e) {
                failed(e);
                shut(); // rather refuse than let clients wait
            }
        }
    }

    private void shut() {
        try {
            door.close();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void serve(Socket client) throws IOException {
        Socket backend;
        try {
            backend = new Socket(server.host(), server.port());
        } catch (IOException e) {
            client.close();
            return;
        }
        WireConnection connection = new WireConnection(this, client, backend);
        open.add(connection);
        connection.start();
        if (door.isClosed()) {
            connection.cut();
        }
    }

    void opened() {
        connections.incrementAndGet();
    }

    void ended(WireConnection connection) {
        open.remove(connection);
    }

    /** Called before a row goes to the client; tells whether the connection is cut instead. */
    boolean cutsBeforeRow() {
        return rowsUntilCut.get() > 0 && rowsUntilCut.decrementAndGet() == 0;
    }

    /** Called before the turn goes to the client. */
    void turnHanded() {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        turns.end();
    }

    void failed(Throwable e) {
        failure = e;
    }

    /** Called before a statement is forwarded. */
    Fate before(String sql, int backend) throws Exception {
        turns.add(sql);
        WireInterception due = null;
        synchronized (interceptions) {
            for (WireInterception interception : interceptions) {
                if (interception.which().test(sql)) {
                    due = interception;
                    break;
                }
            }
            interceptions.remove(due);
        }
        return due == null ? Fate.GOES_ON : due.action().before(backend);
    }

    /** Cuts what is open; fails if an action has failed. */
    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(WireConnection::cut);
        if (failure != null) {
            throw new IllegalStateException("The proxy failed", failure);
        }
    }
}
