package dev.reverseetl.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SqlLexerProperties {
    @Property
    void tokensOfAnyTextCoverItWithoutAGap(@ForAll String text) {
        assertCovers(text);
    }

    @Property
    void tokensOfLexicalJunkCoverItWithoutAGap(@ForAll("junk") String text) {
        assertCovers(text);
    }

    @Property
    void onlyTheLastTokenCanBeOpen(@ForAll("junk") String text) {
        List<SqlToken> tokens = lex(text);
        assertThat(tokens.subList(0, Math.max(0, tokens.size() - 1))).allMatch(SqlToken::closed);
    }

    @Property
    void findsExactlyTheSemicolonsBetweenStatements(@ForAll @Size(max = 8) List<@From("statement") String> statements) {
        StringBuilder script = new StringBuilder();
        List<Integer> expected = new ArrayList<>();
        for (String statement : statements) {
            script.append(statement);
            expected.add(script.length());
            script.append(';');
        }
        assertThat(lex(script.toString()).stream()
                        .filter(token -> token.kind() == Kind.SEMICOLON)
                        .map(SqlToken::start))
                .containsExactlyElementsOf(expected);
    }

    /** Pieces that are each one token whatever they hold; a comma keeps a string from continuing another. */
    @Provide
    Arbitrary<String> statement() {
        Arbitrary<String> text = Arbitraries.of(";", "'", "\"", "$", "a", "\\", "-", "--", "/", "*", "\n", "(", "é")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        Arbitrary<String> piece = Arbitraries.oneOf(
                text.map(s -> "'" + s.replace("'", "''") + "'"),
                text.map(s -> "E'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'"),
                text.map(s -> "U&'" + s.replace("'", "''") + "'"),
                text.map(s -> "\"" + s.replace("\"", "\"\"") + "\""),
                text.map(s -> "$q$" + s + "$q$"),
                text.map(s -> "$$" + s.replace("$", "") + "$$"),
                text.map(s -> "/*" + s.replace("*", "").replace("/", "") + "/* ; */*/"),
                text.map(s -> "--" + s.replace("\n", "") + "\n"),
                Arbitraries.of("a$b$", "$1", "1.5e-3", "@-", "<>", "(", ")", "select", "*", "[1:2]"));
        return piece.list().ofMaxSize(6).map(pieces -> String.join(" , ", pieces) + " ");
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.of(
                        "'", "''", "\"", "$", "$$", "$a$", "$1", "\\", "e'", "u&'", "U&\"", "n'", "a", "é", "1", ".",
                        "1e", "/*", "*/", "--", "-", "+", "@", "(", ")", ";", " ", "\n", "\r", "\u0000", "\uD800",
                        "\uDC00")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static void assertCovers(String text) {
        int end = 0;
        for (SqlToken token : lex(text)) {
            assertThat(token.start()).isEqualTo(end);
            assertThat(token.end()).isGreaterThan(token.start());
            end = token.end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    private static List<SqlToken> lex(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        new SqlLexer(sql).forEachRemaining(tokens::add);
        return tokens;
    }
}
