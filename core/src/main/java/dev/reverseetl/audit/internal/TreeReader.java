package dev.reverseetl.audit.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the text form of PostgreSQL's parse trees: {@code pg_node_tree}, and what {@code debug_print_parse} prints.
 * Strings in it are escaped, so that no name can be taken for structure. Not thread-safe.
 */
final class TreeReader {
    private static final String NULL = "<>";

    /** Half as many operators in a chain. What looks at trees recurses, and a stack of 1 MB has to do. */
    private static final int DEPTH_LIMIT = 700;

    /** Stands for a tree that nests too deeply to be looked at. */
    static final TreeNode TOO_DEEP = new TreeNode("TOO_DEEP", Map.of());

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private int position;
    private int depth;

    private TreeReader(String text) {
        this.text = text;
    }

    /**
     * Returns the topmost nodes, through any depth of lists; {@link #TOO_DEEP} if nodes are nested too deeply.
     *
     * @throws IllegalArgumentException if the text is no tree
     */
    static List<TreeNode> read(String text) {
        TreeReader reader = new TreeReader(text);
        Optional<Object> value;
        try {
            value = reader.value();
        } catch (TooDeep e) {
            return List.of(TOO_DEEP);
        }
        List<TreeNode> nodes = new ArrayList<>();
        value.ifPresent(present -> new TreeNode("ROOT", Map.of("root", present)).forEachChild(nodes::add));
        return nodes;
    }

    private Optional<Object> value() {
        skipSpace();
        if (position >= text.length()) {
            throw broken();
        }
        return switch (text.charAt(position)) {
            case '{' -> Optional.of(node());
            case '(' -> Optional.of(list(')'));
            case '[' -> Optional.of(list(']'));
            default -> token();
        };
    }

    private TreeNode node() {
        enter();
        String tag = bareWord();
        Map<String, Object> fields = new LinkedHashMap<>(32);
        while (!skipTo('}')) {
            String name = bareWord();
            if (!name.startsWith(":")) {
                throw broken();
            }
            String field = name.substring(1);
            value().ifPresent(value -> fields.put(field, value));
            skipSpace();
            if (position < text.length() && text.charAt(position) == '[') {
                fields.put(field, list(']')); // a constant: its length, then its bytes
            }
        }
        depth--;
        return new TreeNode(tag, fields);
    }

    private List<Object> list(char end) {
        enter();
        List<Object> values = new ArrayList<>();
        while (!skipTo(end)) {
            values.add(value().orElse(NULL));
        }
        depth--;
        return values;
    }

    private void enter() {
        position++;
        depth++;
        if (depth > DEPTH_LIMIT) {
            throw new TooDeep();
        }
    }

    private String bareWord() {
        return token().map(String.class::cast).orElseThrow(this::broken);
    }

    /** Returns nothing for null. */
    private Optional<Object> token() {
        skipSpace();
        int start = position;
        boolean escaped = false;
        while (position < text.length() && !isDelimiter(text.charAt(position))) {
            if (text.charAt(position) == '\\') {
                escaped = true;
                position++;
            }
            position++;
        }
        if (position == start || position > text.length()) {
            throw broken();
        }
        String token = text.substring(start, position);
        if (token.equals(NULL)) {
            return Optional.empty();
        }
        boolean quoted = token.length() > 1 && token.startsWith("\"") && token.endsWith("\"");
        String content = quoted ? token.substring(1, token.length() - 1) : token;
        return Optional.of(escaped ? unescape(content) : content);
    }

    private static String unescape(String token) {
        StringBuilder plain = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) == '\\' && i + 1 < token.length()) {
                i++;
            }
            plain.append(token.charAt(i));
        }
        return plain.toString();
    }

    private boolean skipTo(char end) {
        skipSpace();
        if (position >= text.length()) {
            throw broken();
        }
        boolean found = text.charAt(position) == end;
        position += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isDelimiter(char c) {
        return isSpace(c) || c == '(' || c == ')' || c == '{' || c == '}';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("The parse tree can't be read at character " + position);
    }
}
