package dev.reverseetl.setup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Writes what a server says in PostgreSQL's protocol.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL: Message Formats</a>
 */
record PgMessages(DataOutputStream out) {
    private static final Map<String, String> PARAMETERS = Map.of(
            "server_version", "13.0.0",
            "server_encoding", "UTF8",
            "client_encoding", "UTF8",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "integer_datetimes", "on",
            "standard_conforming_strings", "on");
    private static final int TEXT = 25;

    void raw(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    void loggedIn() throws IOException {
        message('R', body -> body.writeInt(0));
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            message('S', body -> {
                text(body, parameter.getKey());
                text(body, parameter.getValue());
            });
        }
        message('K', body -> {
            body.writeInt(4711);
            body.writeInt(0);
        });
        ready();
    }

    void ready() throws IOException {
        message('Z', body -> body.write('I'));
        out.flush();
    }

    void error(String sqlState, String text) throws IOException {
        message('E', body -> {
            text(body, "SERROR");
            text(body, "VERROR");
            text(body, "C" + sqlState);
            text(body, "M" + text);
            body.write(0);
        });
    }

    void empty(char type) throws IOException {
        message(type, body -> {});
    }

    void columns(Collection<String> names) throws IOException {
        message('T', body -> {
            body.writeShort(names.size());
            for (String name : names) {
                text(body, name);
                body.writeInt(0); // table
                body.writeShort(0); // column
                body.writeInt(TEXT);
                body.writeShort(-1); // size
                body.writeInt(-1); // modifier
                body.writeShort(0); // as text
            }
        });
    }

    void row(Collection<String> values) throws IOException {
        message('D', body -> {
            body.writeShort(values.size());
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                body.writeInt(bytes.length);
                body.write(bytes);
            }
        });
    }

    void complete(String tag) throws IOException {
        message('C', body -> text(body, tag));
    }

    private void message(char type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        out.write(type);
        out.writeInt(bytes.size() + Integer.BYTES);
        bytes.writeTo(out);
    }

    private static void text(DataOutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.write(0);
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }
}
