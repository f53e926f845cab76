package dev.reverseetl.provider.heroku.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The server: one port of this machine for both interfaces. Thread-safe. */
public final class HerokuStandIn implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final AtomicInteger strayed = new AtomicInteger();
    private final StandInAccount account;

    private HerokuStandIn(StandInAccount account) throws IOException {
        this.account = account;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.createContext("/elsewhere", this::stray);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts a server for an account, at a free port. */
    public static HerokuStandIn start(StandInAccount account) {
        try {
            return new HerokuStandIn(account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the address of both interfaces, to override Heroku's own with} */
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
     * Returns the requests for an operation.
     *
     * @param operation the operation
     */
    public List<RecordedRequest> requests(Operation operation) {
        return requests.stream()
                .filter(request -> request.operation() == operation)
                .toList();
    }

    /** {@return how many requests followed a redirection} */
    public int strayed() {
        return strayed.get();
    }

    /** Stops the server; answers that are on their way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void stray(HttpExchange exchange) {
        strayed.incrementAndGet();
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            RecordedRequest request = new RecordedRequest(
                    Operation.of(exchange.getRequestMethod(), path),
                    exchange.getRequestMethod(),
                    path,
                    text.isEmpty() ? Map.of() : Json.texts(text),
                    account.accepts(authorization == null ? "" : authorization));
            requests.add(request);
            FaultyExchange answer = new FaultyExchange(
                    exchange, faults.next(request.operation()), faults.slowness(), endpoint() + "/elsewhere");
            if (!answer.isAnsweredWithoutEffect()) {
                answer.send(new HerokuServices(account).answer(request));
            }
        }
    }
}
