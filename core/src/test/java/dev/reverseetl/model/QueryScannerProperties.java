package dev.reverseetl.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class QueryScannerProperties {
    @Property
    void judgesAnyTextWithoutFailing(@ForAll String text) {
        assertThat(QueryScanner.problemsOf(text)).doesNotContainNull();
    }

    @Property
    void findsAQueryInParenthesesAsGoodAsTheQuery(@ForAll("nearlyQuery") String text) {
        Assume.that(QueryScanner.problemsOf(text).isEmpty());
        assertThat(QueryScanner.problemsOf("(" + text + "\n)")).isEmpty();
    }

    @Property
    void findsNoQueryGoodWithASemicolonAtItsEnd(@ForAll("nearlyQuery") String text) {
        Assume.that(QueryScanner.problemsOf(text).isEmpty());
        assertThat(QueryScanner.problemsOf(text + "\n;"))
                .singleElement()
                .asString()
                .contains("trailing ';'");
    }

    @Provide
    Arbitrary<String> nearlyQuery() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.of("a", "'b;'", "\"c)\"", "1", ",", "$$(;$$", "--)\n", "/*(;*/")),
                        Tuple.of(1, Arbitraries.of("(", ")", ";", "'", "\"", "$$", "/*", "--")))
                .list()
                .ofMaxSize(8)
                .map(parts -> "SELECT " + String.join(" ", parts));
    }
}
