package dev.reverseetl.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client's connection through the proxy: a thread for each direction. */
final class WireConnection {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;

    private final WireProxy proxy;
    private final Socket client;
    private final Socket server;
    private final WireStatements statements = new WireStatements();
    /** Which ReadyForQuery, and what comes between it and the one before, never reaches the client. */
    private volatile int lostAnswer = Integer.MAX_VALUE;

    private volatile int backend;

    WireConnection(WireProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() {
        startThread("wire-proxy-requests", this::pumpRequests);
        startThread("wire-proxy-answers", this::pumpAnswers);
    }

    static void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pumpRequests() {
        try {
            forwardRequests();
        } catch (IOException e) {
            drain();
        } catch (Exception | AssertionError e) {
            proxy.failed(e);
        } finally {
            cut();
        }
    }

    /** The server is gone. To close a socket with something unread in it would take its last words from the client. */
    private void drain() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client is gone too.
        }
    }

    private void pumpAnswers() {
        try {
            forwardAnswers();
            client.shutdownOutput();
        } catch (IOException e) {
            cut();
        }
    }

    void cut() {
        try (client;
                server) {
            proxy.ended(this);
        } catch (IOException e) {
            proxy.failed(e);
        }
    }

    private void forwardRequests() throws Exception {
        DataInputStream in = in(client);
        DataOutputStream out = out(server);
        WireMessage first = firstMessage(in);
        if (first == null) {
            return;
        }
        if (first.number() != CANCEL_REQUEST) {
            proxy.opened();
        }
        first.write(out);
        out.flush();
        int asked = 1; // for a ReadyForQuery: the first comes unasked, after authentication
        for (WireMessage message = WireMessage.read(in); message != null; message = WireMessage.read(in)) {
            Optional<String> sql = statements.startedBy(message);
            if (sql.isPresent()) {
                out.flush();
                switch (proxy.before(sql.get(), backend)) {
                    case GOES_ON -> {}
                    case CUT_NOW -> {
                        return;
                    }
                    case CUT_INSTEAD_OF_ANSWER -> lostAnswer = asked + 1;
                }
            }
            if (asksForReady(message)) {
                asked++;
            }
            message.write(out);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    /** Refuses encryption, since the proxy must read what goes by. */
    private @Nullable WireMessage firstMessage(DataInputStream in) throws IOException {
        WireMessage message = WireMessage.readUntyped(in);
        while (message != null && (message.number() == SSL_REQUEST || message.number() == GSS_REQUEST)) {
            client.getOutputStream().write('N');
            message = WireMessage.readUntyped(in);
        }
        return message;
    }

    /** Sync, Query, FunctionCall. */
    private static boolean asksForReady(WireMessage message) {
        return message.type() == 'S' || message.type() == 'Q' || message.type() == 'F';
    }

    private void forwardAnswers() throws IOException {
        DataInputStream in = in(server);
        DataOutputStream out = out(client);
        int ready = 0;
        for (WireMessage message = WireMessage.read(in); message != null; message = WireMessage.read(in)) {
            if (message.type() == 'K') {
                backend = message.number();
            }
            if (message.type() == 'D' && proxy.cutsBeforeRow()) {
                out.flush();
                cut();
                return;
            }
            boolean lost = ready + 1 >= lostAnswer;
            if (message.type() == 'Z') {
                ready++;
                if (lost) {
                    cut();
                    return;
                }
            }
            if ((message.type() == 'Z' && ready > 1) || message.type() == 'G') {
                proxy.turnHanded();
            }
            if (!lost) {
                message.write(out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
        out.flush();
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    private static DataOutputStream out(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }
}
