package dev.reverseetl.setup;

import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Something at a local port that lets a driver log in as PostgreSQL would, and then shows its true nature. */
final class Impostor implements AutoCloseable {
    /** How it serves a client that has logged in. */
    interface Nature {
        void serve(DataInputStream in, PgMessages out) throws IOException;
    }

    private static final int SSL_REQUEST = 80877103;
    private static final int CANCEL_REQUEST = 80877102;

    private final ServerSocket door;
    private final Nature nature;

    private Impostor(ServerSocket door, Nature nature) {
        this.door = door;
        this.nature = nature;
    }

    static Impostor start(Nature nature) throws IOException {
        Impostor impostor = new Impostor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), nature);
        startThread(impostor::accept);
        return impostor;
    }

    ConnectionSettings settings() {
        return ConnectionSettings.builder()
                .host(door.getInetAddress().getHostAddress())
                .port(door.getLocalPort())
                .database("shop")
                .user("admin")
                .password(Secret.of("any"))
                .build();
    }

    /** Asks nothing of its own when it connects. */
    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {door.getInetAddress().getHostAddress()});
        dataSource.setPortNumbers(new int[] {door.getLocalPort()});
        dataSource.setDatabaseName("shop");
        dataSource.setUser("admin");
        dataSource.setAssumeMinServerVersion("9.0");
        return dataSource;
    }

    /** Reads the client's next message whole and returns what it begins with. */
    static char nextMessage(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        in.readFully(new byte[in.readInt() - Integer.BYTES]);
        return type;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                startThread(() -> serve(client));
            } catch (IOException e) {
                // The test is over
            }
        }
    }

    private void serve(Socket socket) {
        try (Socket client = socket) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            PgMessages out = new PgMessages(new DataOutputStream(client.getOutputStream()));
            if (isLoggedIn(in, out)) {
                nature.serve(in, out);
            }
        } catch (IOException e) {
            // The client is gone
        }
    }

    /** Nothing is encrypted, no password is asked for, and a request to cancel is ignored. */
    private static boolean isLoggedIn(DataInputStream in, PgMessages out) throws IOException {
        int request = readRequest(in);
        if (request == SSL_REQUEST) {
            out.raw("N");
            request = readRequest(in);
        }
        if (request == CANCEL_REQUEST) {
            return false;
        }
        out.loggedIn();
        return true;
    }

    private static int readRequest(DataInputStream in) throws IOException {
        byte[] rest = new byte[in.readInt() - 2 * Integer.BYTES];
        int request = in.readInt();
        in.readFully(rest);
        return request;
    }

    private static void startThread(Runnable body) {
        Thread thread = new Thread(body, "impostor");
        thread.setDaemon(true);
        thread.start();
    }
}
