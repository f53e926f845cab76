package dev.reverseetl.internal.jdbc;

import dev.reverseetl.postgres.ConnectionSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a server whether it offers TLS. The driver reports a server without TLS and a login that it can't do itself with
 * the same SQLSTATE and type.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">PostgreSQL: SSL Session
 *     Encryption</a>
 */
final class TlsOffer {
    /** Length 8, request code 80877103. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

    private TlsOffer() {}

    /** Opens a connection of its own. Where that fails, nothing is known, and the answer is no. */
    static boolean isRefused(ConnectionSettings settings) {
        int timeout = (int) settings.connectTimeout().toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), timeout);
            socket.setSoTimeout(timeout);
            socket.getOutputStream().write(SSL_REQUEST);
            return socket.getInputStream().read() == 'N';
        } catch (IOException e) {
            return false;
        }
    }
}
