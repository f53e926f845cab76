package dev.reverseetl.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reverseetl.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLexerTest {
    @Test
    void splitsAQueryIntoKindsAndTexts() {
        assertThat(tokens("SELECT \"a b\", x.c1 FROM t[1] WHERE y >= $1 AND f(2.5e-3);"))
                .containsExactly(
                        "WORD SELECT",
                        "QUOTED_NAME \"a b\"",
                        "OTHER ,",
                        "WORD x",
                        "OTHER .",
                        "WORD c1",
                        "WORD FROM",
                        "WORD t",
                        "OTHER [",
                        "NUMBER 1",
                        "OTHER ]",
                        "WORD WHERE",
                        "WORD y",
                        "OPERATOR >=",
                        "PARAMETER $1",
                        "WORD AND",
                        "WORD f",
                        "OPEN_PARENTHESIS (",
                        "NUMBER 2.5e-3",
                        "CLOSE_PARENTHESIS )",
                        "SEMICOLON ;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "'a;b'",
                "'it''s;'",
                "'\\'",
                "'/* -- ;'",
                "b'01;'",
                "X'1F'",
                "n'a'';'",
                "e'\\';'",
                "E'\\\\'",
                "E'a''b\\';'",
                "u&'\\0041;'",
                "U&'a''\\'",
                "'a'\n'b;'",
                "'a' -- it's a comment\n  'b;'",
                "E'a'\r'\\';'",
                "'a'\n\n--;\n--'\n'b''c'"
            })
    void readsAStringAsOneToken(String string) {
        assertThat(tokens(string)).containsExactly("STRING " + string);
        assertThat(tokens("x" + " " + string + ";")).containsExactly("WORD x", "STRING " + string, "SEMICOLON ;");
    }

    @Test
    void goesOnWithAStringOnlyAfterALineEnd() {
        assertThat(tokens("E'a' '\\';'")).containsExactly("STRING E'a'", "STRING '\\'", "SEMICOLON ;", "STRING '");
        assertThat(tokens("E'a' /*\n*/ '\\'"))
                .as("a block comment ends the string")
                .containsExactly("STRING E'a'", "BLOCK_COMMENT /*\n*/", "STRING '\\'");
        assertThat(tokens("'a'\nb")).containsExactly("STRING 'a'", "WORD b");
    }

    @Test
    void takesAPrefixOnlyDirectlyBeforeItsQuote() {
        assertThat(tokens("e '\\'")).containsExactly("WORD e", "STRING '\\'");
        assertThat(tokens("the'\\'")).containsExactly("WORD the", "STRING '\\'");
        assertThat(tokens("u& '\\'")).containsExactly("WORD u", "OPERATOR &", "STRING '\\'");
        assertThat(tokens("b\"'\"")).containsExactly("WORD b", "QUOTED_NAME \"'\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a;'b\"", "\"a\"\"b\"", "u&\"d\\0061t;\"", "U&\"\"\"\"", "\"--\"", "\"\\\""})
    void readsAQuotedNameAsOneToken(String name) {
        assertThat(tokens(name + ";")).containsExactly("QUOTED_NAME " + name, "SEMICOLON ;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$$$$",
                "$$;'$$",
                "$a$ $$ ; $b$ $a$",
                "$é1$;$é1$",
                "$_$ $_ $ $_$",
                "$a$$b$a$",
                "$$$a$$",
                "$a$$A$$a$"
            })
    void readsADollarStringAsOneToken(String string) {
        assertThat(tokens(string + ";")).containsExactly("DOLLAR_STRING " + string, "SEMICOLON ;");
        assertThat(tokens(")" + string)).containsExactly("CLOSE_PARENTHESIS )", "DOLLAR_STRING " + string);
    }

    @Test
    void readsADollarWithinAWordAsPartOfIt() {
        assertThat(tokens("a$b$c;a$b$")).containsExactly("WORD a$b$c", "SEMICOLON ;", "WORD a$b$");
        assertThat(tokens("é$$;$$")).containsExactly("WORD é$$", "SEMICOLON ;", "DOLLAR_STRING $$");
    }

    @Test
    void readsAParameterUpToItsLastDigit() {
        assertThat(tokens("$12$a$;$a$")).containsExactly("PARAMETER $12", "DOLLAR_STRING $a$;$a$");
    }

    @Test
    void readsADollarThatOpensNothingAsItself() {
        assertThat(tokens("$a;$ $")).containsExactly("OTHER $", "WORD a", "SEMICOLON ;", "OTHER $", "OTHER $");
    }

    @Test
    void nestsBlockComments() {
        assertThat(tokens("/* a /* b */ ; */ c")).containsExactly("BLOCK_COMMENT /* a /* b */ ; */", "WORD c");
        assertThat(tokens("/*/ ; **/x")).containsExactly("BLOCK_COMMENT /*/ ; **/", "WORD x");
        assertThat(tokens("/*/*/;*/*/;")).containsExactly("BLOCK_COMMENT /*/*/;*/*/", "SEMICOLON ;");
        assertThat(tokens("/* ' */'")).containsExactly("BLOCK_COMMENT /* ' */", "STRING '");
    }

    @Test
    void endsALineCommentWithItsLine() {
        assertThat(tokens("--;'/*\nx--\r;"))
                .containsExactly("LINE_COMMENT --;'/*", "WORD x", "LINE_COMMENT --", "SEMICOLON ;");
    }

    @Test
    void findsACommentWithinARunOfOperatorCharacters() {
        assertThat(tokens("a--b;")).containsExactly("WORD a", "LINE_COMMENT --b;");
        assertThat(tokens("a@--b;")).containsExactly("WORD a", "OPERATOR @", "LINE_COMMENT --b;");
        assertThat(tokens("a@-/*;*/+b"))
                .containsExactly("WORD a", "OPERATOR @-", "BLOCK_COMMENT /*;*/", "OPERATOR +", "WORD b");
        assertThat(tokens("2*/**/3")).containsExactly("NUMBER 2", "OPERATOR *", "BLOCK_COMMENT /**/", "NUMBER 3");
        assertThat(tokens("a @- 1")).containsExactly("WORD a", "OPERATOR @-", "NUMBER 1");
        assertThat(tokens("1 - -1")).containsExactly("NUMBER 1", "OPERATOR -", "OPERATOR -", "NUMBER 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", ".5", "1.5", "1e5", "1.e+5", "1E-5", "0x1F", "0b01", "1_000.000_1", "1a$b$"})
    void readsANumberAsOneToken(String number) {
        assertThat(tokens(number + ";")).containsExactly("NUMBER " + number, "SEMICOLON ;");
    }

    @Test
    void endsANumberBeforeWhatCannotBelongToIt() {
        assertThat(tokens("1..2")).containsExactly("NUMBER 1", "OTHER .", "NUMBER .2");
        assertThat(tokens("1-1")).containsExactly("NUMBER 1", "OPERATOR -", "NUMBER 1");
        assertThat(tokens("1e--5")).containsExactly("NUMBER 1e", "LINE_COMMENT --5");
    }

    @Test
    void knowsTheFirstAndLastCharacterOfEachSort() {
        assertThat(tokens("a0 z9 A0 Z9 _$ \u0080 0 9"))
                .containsExactly(
                        "WORD a0", "WORD z9", "WORD A0", "WORD Z9", "WORD _$", "WORD \u0080", "NUMBER 0", "NUMBER 9");
        assertThat(tokens("~!@#^&|`?+-*/%<>=")).containsExactly("OPERATOR ~!@#^&|`?+-*/%<>=");
        assertThat(tokens("{:\\\u007f")).containsExactly("OTHER {", "OTHER :", "OTHER \\", "OTHER \u007f");
    }

    @Test
    void countsEveryCharacterOutsideAsciiAsALetter() {
        assertThat(tokens("SELECT\u00a01 \uD83D\uDE00")).containsExactly("WORD SELECT\u00a01", "WORD \uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a",
                "'a''",
                "E'\\'",
                "E'\\",
                "'a'\n'b",
                "b'",
                "\"a",
                "\"\"\"",
                "$$ $",
                "$a$ $b$",
                "/* /* */",
                "/*",
                "U&'",
                "U&\""
            })
    void marksWhatTheTextEndsWithin(String text) {
        List<SqlToken> tokens = lex("x (" + text);
        SqlToken last = tokens.get(tokens.size() - 1);
        assertThat(last.closed()).isFalse();
        assertThat(last.textIn("x (" + text)).isEqualTo(text);
    }

    @Test
    void knowsKeyWordsInAnyCaseOfAsciiLettersOnly() {
        assertThat(isKeyWord("sElEcT", "SELECT")).isTrue();
        assertThat(isKeyWord("\u017felect", "SELECT"))
                .as("the long s is no s to PostgreSQL")
                .isFalse();
        assertThat(isKeyWord("selects", "SELECT")).isFalse();
        assertThat(isKeyWord("\"select\"", "SELECT")).isFalse();
    }

    @Test
    void tellsWhatTheGrammarSees() {
        assertThat(lex(" --\n/**/").stream().filter(SqlToken::isSignificant)).isEmpty();
        assertThat(lex("a'b'\"c\"$$$$1$1+(),;")).allMatch(SqlToken::isSignificant);
    }

    @Test
    void endsWithTheText() {
        Iterator<SqlToken> none = new SqlLexer("");
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void readsAMegabyteOfAnythingInLinearTime() {
        for (String part : List.of(
                "'", "\"", "$", "$a", "$a$", "/*", "--\n", "-", "'\n", "' --\n", "(", "1.", "e'\\", " ", "u&")) {
            String text = part.repeat((1 << 20) / part.length());
            assertThat(lex(text)).isNotEmpty();
        }
    }

    private static boolean isKeyWord(String word, String keyWord) {
        return lex(word).get(0).isKeyWord(word, keyWord);
    }

    private static List<String> tokens(String sql) {
        return lex(sql).stream()
                .filter(token -> token.kind() != Kind.WHITESPACE)
                .map(token -> token.kind() + " " + token.textIn(sql))
                .toList();
    }

    private static List<SqlToken> lex(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        new SqlLexer(sql).forEachRemaining(tokens::add);
        return tokens;
    }
}
