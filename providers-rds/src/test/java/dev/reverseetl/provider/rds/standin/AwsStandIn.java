package dev.reverseetl.provider.rds.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server: one port of this machine for RDS and EC2. Thread-safe. */
public final class AwsStandIn implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final StandInAccount account;
    private final Services services;

    private AwsStandIn(StandInAccount account) throws IOException {
        this.account = account;
        services = new Services(account);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts a server for an account, at a free port. */
    public static AwsStandIn start(StandInAccount account) {
        try {
            return new AwsStandIn(account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the address of all services, to override AWS's own with} */
    public URI endpoint() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** {@return what the account has; it can be changed while the server runs} */
    public StandInAccount account() {
        return account;
    }

    /** {@return the failures to come} */
    public Faults faults() {
        return faults;
    }

    /** {@return every request so far, in the order of arrival, those that failed included} */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Returns the requests for an action.
     *
     * @param action such as {@code DescribeSubnets}
     */
    public List<RecordedRequest> requests(String action) {
        return requests.stream()
                .filter(request -> request.action().equals(action))
                .toList();
    }

    /** Stops the server; answers that are on their way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            SignedCall call = SignedCall.read(exchange);
            RecordedRequest request = RecordedRequest.of(call);
            requests.add(request);
            FaultyExchange answer =
                    new FaultyExchange(exchange, call.isEc2(), faults.next(request.action()), faults.slowness());
            if (answer.isAnsweredWithoutEffect()) {
                return;
            }
            answer.send(services.answer(call));
        }
    }
}
