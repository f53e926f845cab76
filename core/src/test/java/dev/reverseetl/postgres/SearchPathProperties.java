package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SearchPathProperties {
    @Property
    void readsBackWhatItQuoted(@ForAll("path") SearchPath path) {
        assertThat(SearchPath.parse(path.toString())).isEqualTo(path);
    }

    @Property
    void readsOrRefusesAnyText(@ForAll("listLike") String text) {
        try {
            assertThat(SearchPath.parse(text).schemas()).doesNotContainNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("can't be read");
        }
    }

    @Provide
    Arbitrary<SearchPath> path() {
        Arbitrary<Identifier> name = Arbitraries.strings()
                .withChars("aB1$\"', \t.é\\;")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(Identifier::of);
        return name.list().ofMaxSize(6).map(SearchPath::new);
    }

    @Provide
    Arbitrary<String> listLike() {
        return Arbitraries.of("a", "B", "\"", "\"\"", ",", " ", "$user", "é", "\n", "x".repeat(70))
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }
}
