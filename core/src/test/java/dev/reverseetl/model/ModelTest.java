package dev.reverseetl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.reverseetl.postgres.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    private static final String QUERY = "SELECT id, email FROM app.users WHERE active";

    @Test
    void keepsWhatItWasGiven() {
        Model model = Model.of("active users", QUERY + " \n", "id", "Région");
        assertThat(model.name()).isEqualTo("active users");
        assertThat(model.query()).isEqualTo(QUERY + " \n");
        assertThat(model.identifierColumns()).containsExactly(Identifier.of("id"), Identifier.of("Région"));
    }

    @Test
    void equalsAModelOfTheSameParts() {
        Model model = Model.of("m", QUERY, "id");
        assertThat(model).isEqualTo(Model.of("m", QUERY, "id")).hasSameHashCodeAs(Model.of("m", QUERY, "id"));
        assertThat(model)
                .isNotEqualTo(Model.of("n", QUERY, "id"))
                .isNotEqualTo(Model.of("m", QUERY + " ", "id"))
                .isNotEqualTo(Model.of("m", QUERY, "ID"))
                .isNotEqualTo("m");
    }

    @Test
    void showsItsNameOnly() {
        assertThat(Model.of("m", QUERY, "id")).hasToString("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as id",
                "WITH a AS (SELECT 1 AS id) SELECT * FROM a",
                "VALUES (1), (2)",
                "TABLE app.users",
                "/* why */ -- and\n ( (SELECT 1 AS id) )",
                "SELECT ';' AS id -- no ; here\n/* nor ; here */ FROM \"a;b\" WHERE x = $$;$$ AND a$b$ = ')'",
                "SELECT 1 AS id -- without a line end"
            })
    void acceptsOneQuery(String query) {
        assertThat(Model.of("m", query, "id").query()).isEqualTo(query);
    }

    @Test
    void refusesATrailingSemicolon() {
        assertRefused("SELECT 1;", "trailing ';' at line 1, column 9", "remove it");
        assertRefused("SELECT 1\n; -- done", "trailing ';' at line 2, column 1");
        assertRefused("SELECT 1;; /* done */\n", "trailing ';' at line 1, column 9");
    }

    @Test
    void refusesASecondStatement() {
        assertRefused(
                "SELECT 1;\n  DROP TABLE t",
                "the ';' at line 1, column 9 is followed by \"DROP\" at line 2, column 3",
                "one statement");
        assertRefused("SELECT (1;2)", "the ';' at line 1, column 10 is followed by \"2\" at line 1, column 11");
        assertRefused("SELECT 1;(SELECT 2)", "is followed by \"(\" at line 1, column 10");
        assertRefused("; SELECT 1", "the ';' at line 1, column 1 is followed by \"SELECT\" at line 1, column 3");
    }

    @Test
    void refusesParenthesesThatLeaveTheirOwn() {
        assertRefused(
                "SELECT 1) q, (SELECT 2", "the ')' at line 1, column 9 closes nothing", "the '(' at line 1, column 14");
        assertRefused("SELECT count(*\nFROM t", "the '(' at line 1, column 13 is never closed");
        assertRefused(") SELECT 1", "starts with \")\"", "closes nothing");
    }

    @Test
    void refusesWhatIsNeverClosed() {
        assertRefused("SELECT (\n 'a;", "the string that starts at line 2, column 2 is never closed");
        assertRefused("SELECT \"a", "the quoted identifier that starts at line 1, column 8");
        assertRefused("SELECT 1 /* ; /* */", "the comment that starts at line 1, column 10");
        assertRefused("SELECT $tag$ ;", "the dollar-quoted string \"$tag$\" that starts at line 1, column 8");
    }

    @Test
    void blamesOnlyTheQuoteForWhatItSwallowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", "SELECT f('a)", "id"))
                .withMessage("Model \"m\": the string that starts at line 1, column 10 is never closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", "/* SELECT 1", "id"))
                .withMessage("Model \"m\": the comment that starts at line 1, column 1 is never closed");
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertRefused("", "holds no statement");
        assertRefused(" -- SELECT 1", "holds no statement");
        assertRefused(" ( ", "holds no statement", "never closed");
        assertRefused(
                "INSERT INTO t VALUES (1)",
                "starts with \"INSERT\" at line 1, column 1",
                "SELECT, WITH, VALUES or TABLE");
        assertRefused("\n(\"SELECT\")", "starts with \"\"SELECT\"\" at line 2, column 2");
    }

    @Test
    void showsInvisibleCharacters() {
        assertRefused("\uFEFFSELECT 1", "starts with \"<U+FEFF>SELECT\"");
        assertRefused("SELECT\u00a01", "starts with \"SELECT<U+00A0>1\"");
    }

    @Test
    void refusesCharactersThatPostgresqlCannotTake() {
        assertRefused("SELECT\n '\0'", "NUL at line 2, column 3");
        assertRefused("SELECT '\uD83D'", "unpaired surrogate at line 1, column 9");
        assertRefused("SELECT '\uD800'", "unpaired surrogate");
        assertRefused("SELECT '\uDFFF'", "unpaired surrogate");
        assertThat(Model.of("m", "SELECT '\uD83D\uDE00'", "id").query()).contains("\uD83D\uDE00");
    }

    @Test
    void refusesImpossibleIdentifierColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", QUERY, "id", "", "id"))
                .withMessageContaining("identifier column \"id\" is given twice")
                .withMessageContaining("must not be empty");
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of(" ", "DELETE FROM t);", ""))
                .withMessageContainingAll("name is blank", "starts with \"DELETE\"", "';'", "')'", "empty");
    }

    @Test
    void doesNotRepeatALongText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", "x".repeat(100_000), "id"))
                .satisfies(e -> assertThat(e).message().hasSizeLessThan(200).contains("…"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without nullness checks can do
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Model.of(null, QUERY, "id"))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Model.of("m", null, "id"))
                .withMessage("query");
        assertThatNullPointerException()
                .isThrownBy(() -> Model.of("m", QUERY, null))
                .withMessage("identifierColumn");
    }

    private static void assertRefused(String query, String... messageParts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of("m", query, "id"))
                .withMessageContainingAll(messageParts);
    }
}
