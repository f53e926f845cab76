package dev.reverseetl.internal.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Something at a local port that is no PostgreSQL server. */
final class OddServer implements AutoCloseable {
    /** What it does with a connection after the first eight bytes, which may be a request for TLS. */
    interface Behaviour {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket socket;

    private OddServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Accepts connections and never says a word. */
    static OddServer silent() throws IOException {
        return new OddServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    static OddServer closing() throws IOException {
        return serving(connection -> {});
    }

    static OddServer web() throws IOException {
        return serving(connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Sends one byte after the other of an endless message, so that no single read lasts long. */
    static OddServer dripping() throws IOException {
        return serving(connection -> {
            connection.setSoTimeout(50);
            OutputStream out = connection.getOutputStream();
            out.write(new byte[] {'E', 0, 1, 0, 0});
            while (true) {
                out.write('x');
                pause(connection);
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Waits for input until the socket's time-out; the end of the input ends the serving. */
    private static void pause(Socket connection) throws IOException {
        try {
            if (connection.getInputStream().read() < 0) {
                throw new IOException("The client is gone");
            }
        } catch (SocketTimeoutException e) {
            // Time for the next byte.
        }
    }

    private static OddServer serving(Behaviour behaviour) throws IOException {
        OddServer server = silent();
        Thread thread = new Thread(() -> server.accept(behaviour), "odd server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void accept(Behaviour behaviour) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                byte[] unused = connection.getInputStream().readNBytes(8);
                behaviour.serve(connection);
            } catch (IOException e) {
                // The client went away, or the test is over.
            }
        }
    }
}
