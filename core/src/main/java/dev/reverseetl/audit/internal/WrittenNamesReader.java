package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@link WrittenNames} from a text that the server has understood. */
final class WrittenNamesReader {
    /** These are reserved, so that outside of quotes they are nothing else but after AS or a point. */
    private static final Set<String> ENDS_OF_FROM = Set.of(
            "WHERE",
            "GROUP",
            "HAVING",
            "WINDOW",
            "ORDER",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "FOR",
            "UNION",
            "INTERSECT",
            "EXCEPT");

    /** What is between two parentheses or brackets, or the whole text. */
    private static final class Level {
        final Optional<WrittenSelect> around;
        Optional<WrittenSelect> select;
        boolean selecting;
        boolean inFrom;
        boolean relationNext;

        /** Parentheses where a relation may stand hold joins, or a subquery. */
        Level(Optional<WrittenSelect> around, boolean relationNext) {
            this.around = around;
            this.select = around;
            this.inFrom = relationNext;
            this.relationNext = relationNext;
        }

        WrittenSelect begin() {
            WrittenSelect begun = new WrittenSelect(around);
            select = Optional.of(begun);
            selecting = true;
            inFrom = false;
            relationNext = false;
            return begun;
        }

        void relationNextIf(boolean condition) {
            inFrom |= condition;
            relationNext = condition;
        }
    }

    private final String text;
    private final List<SqlToken> tokens = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<WrittenSelect> selects = new ArrayList<>();
    private final List<WrittenNames.Name> calls = new ArrayList<>();

    private WrittenNamesReader(String text) {
        this.text = text;
        new SqlLexer(text).forEachRemaining(token -> {
            if (token.isSignificant()) {
                tokens.add(token);
            }
        });
        levels.push(new Level(Optional.empty(), false));
    }

    static WrittenNames read(String text) {
        WrittenNamesReader reader = new WrittenNamesReader(text);
        for (int i = 0; i < reader.tokens.size(); i++) {
            reader.read(i);
        }
        reader.selects.forEach(WrittenSelect::spreadStars);
        return new WrittenNames(
                reader.selects.stream()
                        .flatMap(select -> select.relations().stream())
                        .toList(),
                reader.calls);
    }

    private void read(int i) {
        SqlToken token = tokens.get(i);
        Level level = levels.element();
        if (token.kind() == Kind.OPEN_PARENTHESIS || isAt(i, "[")) {
            levels.push(new Level(level.select, level.relationNext));
            level.relationNext = false;
        } else if (token.kind() == Kind.CLOSE_PARENTHESIS || isAt(i, "]")) {
            levels.pop();
        } else if (isAt(i, ",")) {
            level.relationNextIf(level.inFrom);
        } else if (isAt(i, "*") && isStar(i)) {
            level.select.ifPresent(WrittenSelect::selectEverything);
        } else if (isName(i) && !isAt(i - 1, ".") && (isAt(i - 1, "AS") || !readKeyWord(i, level))) {
            readName(i, level);
        }
    }

    /** Returns false for what isn't a key word that matters here. */
    private boolean readKeyWord(int i, Level level) {
        String word = tokens.get(i).kind() == Kind.WORD ? upper(i) : "";
        switch (word) {
            case "SELECT" -> selects.add(level.begin());
            case "TABLE" -> {
                WrittenSelect select = level.begin();
                select.selectEverything();
                selects.add(select);
                level.relationNextIf(true);
            }
            case "FROM" -> level.relationNextIf(level.selecting && !isDistinctFrom(i));
            case "JOIN" -> level.relationNextIf(level.inFrom);
            case "ONLY", "LATERAL" -> {
                // the relation comes after it
            }
            default -> {
                if (ENDS_OF_FROM.contains(word)) {
                    level.inFrom = false;
                    level.relationNext = false;
                }
                return ENDS_OF_FROM.contains(word);
            }
        }
        return true;
    }

    /** {@code a IS NOT DISTINCT FROM b} is no clause. */
    private boolean isDistinctFrom(int i) {
        return isAt(i - 1, "DISTINCT") && (isAt(i - 2, "IS") || isAt(i - 2, "NOT"));
    }

    private void readName(int i, Level level) {
        List<String> name = new ArrayList<>(List.of(nameOf(i)));
        int next = i + 1;
        while (isAt(next, ".") && isName(next + 1)) {
            name.add(nameOf(next + 1));
            next += 2;
        }
        if (isAt(next, ".") && isAt(next + 1, "*")) {
            level.select.ifPresent(select -> select.selectAllOf(name));
        } else if (isAt(next, "(")) {
            calls.add(new WrittenNames.Name(
                    name.size() == 1 ? "" : name.get(name.size() - 2), name.get(name.size() - 1)));
            level.relationNext = false;
        } else if (level.relationNext) {
            int alias = isAt(next, "*") ? next + 1 : next;
            alias = isAt(alias, "AS") ? alias + 1 : alias;
            Optional<String> called = isName(alias) ? Optional.of(nameOf(alias)) : Optional.empty();
            level.select.ifPresent(select -> select.from(name, called));
            level.relationNext = false;
        }
    }

    /** Neither {@code count(*)} nor a multiplication nor {@code FROM t *}. */
    private boolean isStar(int i) {
        boolean begins = isAt(i - 1, "SELECT") || isAt(i - 1, "ALL") || isAt(i - 1, "DISTINCT") || isAt(i - 1, ",");
        boolean ends = i + 1 == tokens.size() || isAt(i + 1, "FROM") || isAt(i + 1, ",") || isAt(i + 1, ")");
        return begins || (isAt(i - 1, ")") && ends);
    }

    private boolean isName(int i) {
        return i < tokens.size()
                && (tokens.get(i).kind() == Kind.WORD || tokens.get(i).kind() == Kind.QUOTED_NAME);
    }

    /** Tells whether this is there: a key word in upper case, or another character. */
    private boolean isAt(int i, String what) {
        return i >= 0
                && i < tokens.size()
                && (tokens.get(i).kind() == Kind.WORD ? upper(i) : tokens.get(i).textIn(text)).equals(what);
    }

    private String upper(int i) {
        return tokens.get(i).textIn(text).toUpperCase(Locale.ROOT);
    }

    private String nameOf(int i) {
        return NamesInText.nameOf(tokens.get(i), text);
    }
}
