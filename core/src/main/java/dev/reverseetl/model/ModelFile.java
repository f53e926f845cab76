package dev.reverseetl.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that holds one model, whose query is the whole text.
 *
 * @param path where it is
 */
record ModelFile(Path path) {
    private static final String ENDING = ".sql";
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** Far more than Segment takes: who hands in a dump by mistake is told so before it is read. */
    private static final long MOST_BYTES = 4 << 20;

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
    LocatedModel read() throws IOException {
        String query = text();
        HeaderComments header = HeaderComments.of(query);
        List<String> columns = header.identifierColumns();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("it doesn't say which columns tell rows apart; begin its first line with"
                    + " the comment \"-- id: column\", or \"-- id: column, column\"");
        }
        Model model = Model.of(
                header.name().orElseGet(this::baseName),
                query,
                columns.get(0),
                columns.stream().skip(1).toArray(String[]::new));
        return new LocatedModel(
                model,
                header.description(),
                new ModelLocation(path.toString().replace('\\', '/'), 1, true),
                Optional.empty());
    }

    private String baseName() {
        String name = fileName();
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING)
                ? name.substring(0, name.length() - ENDING.length())
                : name;
    }

    private String text() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException("it is no regular file");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new IllegalArgumentException("it is too large for a query: " + Files.size(path) + " bytes");
        }
        String text = decoded(Files.readAllBytes(path));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // a character takes a byte or more
        if (decoder.decode(in, out, true).isError()) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new IllegalArgumentException("line " + line + " is not UTF-8; save the file in that encoding");
        }
        return out.flip().toString();
    }
}
