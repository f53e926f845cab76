package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathTest {
    @Test
    void readsTheServersDefault() {
        assertThat(SearchPath.parse("\"$user\", public")).isEqualTo(path("$user", "public"));
    }

    @Test
    void foldsOnlyNamesWithoutQuotesAndOnlyAscii() {
        assertThat(SearchPath.parse("AppZ, \"App\" ,$USER,\"$USER\",ÉA"))
                .isEqualTo(path("appz", "App", "$user", "$USER", "Éa"));
    }

    @Test
    void readsQuotedNamesAsTheyAre() {
        assertThat(SearchPath.parse("\"a\"\"b\",\"\"\"\",\"a, b\",\" \"")).isEqualTo(path("a\"b", "\"", "a, b", " "));
    }

    @Test
    void takesAQuoteWithinANameWithoutQuotesAsPartOfIt() {
        assertThat(SearchPath.parse("a\"b,c")).isEqualTo(path("a\"b", "c"));
    }

    @Test
    void ignoresBlanksAroundNames() {
        assertThat(SearchPath.parse(" \t\r\n\fa\n,\n\"b\" ")).isEqualTo(path("a", "b"));
    }

    @Test
    void leavesOutNamesThatFindNothing() {
        assertThat(SearchPath.parse("")).isEqualTo(path());
        assertThat(SearchPath.parse("  ")).isEqualTo(path());
        assertThat(SearchPath.parse("\"\"")).isEqualTo(path());
        assertThat(SearchPath.parse("\"\", a")).isEqualTo(path("a"));
    }

    @Test
    void cutsLongNamesWhereTheServerDoes() {
        assertThat(SearchPath.parse("\"" + "é".repeat(40) + "\"," + "A".repeat(64)))
                .isEqualTo(path("é".repeat(31), "a".repeat(63)));
        assertThat(SearchPath.parse("a" + "\uD83D\uDE00".repeat(16))).isEqualTo(path("a" + "\uD83D\uDE00".repeat(15)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'a b', 'character 3, a comma is missing'",
                "'a,', 'character 3, a name is missing'",
                "',a', 'character 1, a name is missing'",
                "'a,,b', 'character 3, a name is missing'",
                "'\"a', 'a quoted name is not closed'",
                "'\"a\"\"', 'a quoted name is not closed'",
                "'\"a\"b', 'character 4, a comma is missing'"
            })
    void refusesWhatTheServerRefuses(String value, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchPath.parse(value))
                .withMessageContaining("'" + value + "'")
                .withMessageContaining(problem);
    }

    @Test
    void quotesEveryName() {
        assertThat(path("$user", "public", "a\"b").quoted()).isEqualTo("\"$user\", \"public\", \"a\"\"b\"");
        assertThat(path().quoted()).as("SET needs a value").isEqualTo("''");
    }

    @Test
    void putsTheRoleInTheUsersPlace() {
        assertThat(path("a", "$user", "public").resolveFor(Identifier.of("Segment")))
                .isEqualTo(path("a", "Segment", "public"));
        assertThat(path("$USER").resolveFor(Identifier.of("Segment"))).isEqualTo(path("$USER"));
    }

    @Test
    void doesNotChangeWithTheListItWasMadeOf() {
        List<Identifier> schemas = new ArrayList<>(List.of(Identifier.of("a")));
        SearchPath path = new SearchPath(schemas);
        schemas.clear();
        assertThat(path).isEqualTo(path("a"));
        assertThat(path).hasToString("\"a\"");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without nullness checks can do
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> SearchPath.parse(null))
                .withMessage("value");
        assertThatNullPointerException()
                .isThrownBy(() -> path("a").resolveFor(null))
                .withMessage("role");
    }

    private static SearchPath path(String... names) {
        return SearchPath.of(List.of(names).stream().map(Identifier::of).toArray(Identifier[]::new));
    }
}
