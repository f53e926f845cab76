package dev.reverseetl.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message of PostgreSQL's protocol: a letter, a length, a body. A connection's first message has no letter,
 * {@link #UNTYPED} here.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WireMessage(char type, byte[] body) {
    static final char UNTYPED = 0;

    /** The next message, or null at the end of the stream. */
    static @Nullable WireMessage read(DataInputStream in) throws IOException {
        int type = in.read();
        return type < 0 ? null : withBody((char) type, in);
    }

    /** A connection's first message, or null at the end of the stream. */
    static @Nullable WireMessage readUntyped(DataInputStream in) throws IOException {
        try {
            return withBody(UNTYPED, in);
        } catch (EOFException e) {
            return null;
        }
    }

    private static WireMessage withBody(char type, DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return new WireMessage(type, body);
    }

    void write(DataOutputStream out) throws IOException {
        if (type != UNTYPED) {
            out.writeByte(type);
        }
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }

    /** The body's string, ended by a zero byte, at this offset. */
    String text(int offset) {
        int end = offset;
        while (body[end] != 0) {
            end++;
        }
        return new String(body, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** The string after the one at this offset. */
    String textAfter(int offset) {
        int end = offset;
        while (body[end] != 0) {
            end++;
        }
        return text(end + 1);
    }

    /** The body's first four bytes as a number. */
    int number() {
        return ByteBuffer.wrap(body).getInt();
    }
}
