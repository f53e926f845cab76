package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file that holds one model: its name is the file's, its query the whole text, and its first line names the
 * identifier.
 *
 * @param path where it is
 */
record ModelFile(Path path) {
    private static final String ENDING = ".sql";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    String fileName() {
        return String.valueOf(path.getFileName());
    }

    boolean isModel() {
        return !fileName().startsWith(".")
                && fileName().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Reads the model.
     *
     * @throws IllegalArgumentException if the text is no model; the message says why
     */
    Model read() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException("it is no regular file");
        }
        String text = decoded(Files.readAllBytes(path));
        String query = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<String> columns = IdentifierComment.columnsOf(query);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("it doesn't say which columns tell rows apart; begin its first line with"
                    + " the comment \"-- id: column\", or \"-- id: column, column\"");
        }
        String name = fileName().substring(0, fileName().length() - ENDING.length());
        return Model.of(name, query, columns.get(0), columns.stream().skip(1).toArray(String[]::new));
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // a character takes a byte or more
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new IllegalArgumentException("line " + line + " is not UTF-8; save the file in that encoding");
        }
        return out.flip().toString();
    }
}
