package dev.reverseetl.setup;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Another product that speaks PostgreSQL's extended query protocol and knows its catalogs well enough for our first
 * questions.
 *
 * @param banner its answer to {@code version()}
 */
record LookAlike(String banner) implements Impostor.Nature {
    private static final Pattern COLUMN = Pattern.compile("\\bAS (\\w+)");

    @Override
    public void serve(DataInputStream in, PgMessages out) throws IOException {
        Map<String, String> prepared = new HashMap<>();
        String sql = "";
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            String[] texts = new String(body, StandardCharsets.UTF_8).split("\0", -1);
            switch (type) {
                case 'P' -> {
                    prepared.put(texts[0], texts[1]);
                    out.empty('1');
                }
                case 'B' -> {
                    sql = prepared.getOrDefault(texts[1], "");
                    out.empty('2');
                }
                case 'D' -> describe(sql, out);
                case 'E' -> execute(sql, out);
                case 'S' -> out.ready();
                case 'Q' -> {
                    execute(texts[0], out);
                    out.ready();
                }
                default -> throw new IOException("The client is gone, or too clever for this server: " + type);
            }
        }
    }

    private void describe(String sql, PgMessages out) throws IOException {
        Map<String, String> row = row(sql);
        if (row.isEmpty()) {
            out.empty('n');
        } else {
            out.columns(row.keySet());
        }
    }

    private void execute(String sql, PgMessages out) throws IOException {
        Map<String, String> row = row(sql);
        if (!row.isEmpty()) {
            out.row(row.values());
        }
        out.complete(sql.split("\\s", 2)[0]);
    }

    /** The only row of a query's result, with all the columns that it names; empty for any other statement. */
    private Map<String, String> row(String sql) {
        Map<String, String> row = new LinkedHashMap<>();
        if (sql.stripLeading().startsWith("SELECT")) {
            row.put("unnamed", "");
            COLUMN.matcher(sql).results().forEach(match -> row.put(match.group(1), value(match.group(1))));
        }
        return row;
    }

    private String value(String column) {
        return switch (column) {
            case "banner" -> banner;
            case "version" -> "130000";
            case "pid", "backend_pid" -> "-1";
            default -> "f";
        };
    }
}
