package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.internal.ResultColumn.Source;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifierFindingsTest {
    private static final Model MODEL = Model.of("m", "SELECT id FROM t", "id");
    private static final Model PAIR = Model.of("m", "SELECT a, b FROM t", "a", "b");
    private static final long T = 20_000;
    private static final TableKeys KEYS = new TableKeys(T, Set.of(1, 2), List.of(Set.of(1), Set.of(2, 3)));

    @Test
    void aKeyOfTheOnlyTableIsProved() {
        assertThat(of(MODEL, shape(true, copy("id", 1)), KEYS)).isEmpty();
    }

    @Test
    void withoutKeysNothingIsProved() {
        assertThat(of(MODEL, shape(true, copy("id", 1))))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(
                        tuple("IDENTIFIER_MAY_BE_NULL", Severity.NOTICE),
                        tuple("IDENTIFIER_MAY_REPEAT", Severity.NOTICE));
    }

    @Test
    void anotherTablesKeysProveNothing() {
        TableKeys other = new TableKeys(T + 1, KEYS.notNull(), KEYS.unique());
        assertThat(codes(MODEL, shape(true, copy("id", 1)), other))
                .containsExactly("IDENTIFIER_MAY_BE_NULL", "IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void aJoinMayRepeatAKey() {
        assertThat(codes(MODEL, shape(false, copy("id", 1)), KEYS)).containsExactly("IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void anOuterJoinMayMakeAKeyNull() {
        ResultColumn column =
                new ResultColumn(Identifier.of("id"), TypeUse.plain(23), Optional.of(new Source(T, 1, true)));
        ResultShape grouped = new ResultShape(List.of(column), false, List.of(Set.of(0)));
        assertThat(codes(MODEL, grouped, KEYS)).containsExactly("IDENTIFIER_MAY_BE_NULL");
    }

    @Test
    void aComputedColumnIsNotProved() {
        assertThat(codes(MODEL, shape(true, computed("id")), KEYS))
                .containsExactly("IDENTIFIER_MAY_BE_NULL", "IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void aNullableColumnIsNotProved() {
        assertThat(codes(MODEL, shape(true, copy("id", 3)), KEYS))
                .containsExactly("IDENTIFIER_MAY_BE_NULL", "IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void partOfAKeyIsNotUnique() {
        assertThat(codes(MODEL, shape(true, copy("id", 2)), KEYS)).containsExactly("IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void severalColumnsAreUniqueIfAKeyIsAmongThem() {
        assertThat(codes(PAIR, shape(true, copy("a", 2), copy("b", 3)), KEYS))
                .containsExactly("IDENTIFIER_MAY_BE_NULL");
        assertThat(of(PAIR, shape(true, copy("a", 1), copy("b", 2)), KEYS)).isEmpty();
        assertThat(codes(PAIR, shape(true, copy("a", 1), computed("b")), KEYS))
                .containsExactly("IDENTIFIER_MAY_BE_NULL");
        assertThat(codes(PAIR, shape(true, copy("a", 2), copy("b", 4)), KEYS))
                .containsExactly("IDENTIFIER_MAY_BE_NULL", "IDENTIFIER_MAY_REPEAT");
    }

    @Test
    void whatTheQueryMakesDistinctIsUnique() {
        List<ResultColumn> columns = List.of(computed("x"), copy("a", 2), copy("b", 2));
        assertThat(codes(PAIR, new ResultShape(columns, false, List.of(Set.of(1))), KEYS))
                .isEmpty();
        assertThat(codes(PAIR, new ResultShape(columns, false, List.of(Set.of(0, 1))), KEYS))
                .containsExactly("IDENTIFIER_MAY_REPEAT");
        assertThat(codes(PAIR, new ResultShape(columns, false, List.of(Set.of(0), Set.of(1, 2))), KEYS))
                .isEmpty();
    }

    /** Those are blockers already. */
    @Test
    void missingAndAmbiguousIdentifiersHaveNone() {
        assertThat(of(MODEL, shape(true, copy("x", 3)), KEYS)).isEmpty();
        assertThat(of(MODEL, shape(true, copy("id", 3), copy("id", 3)), KEYS)).isEmpty();
    }

    private static ResultColumn copy(String name, int attnum) {
        return new ResultColumn(Identifier.of(name), TypeUse.plain(23), Optional.of(new Source(T, attnum, false)));
    }

    private static ResultColumn computed(String name) {
        return new ResultColumn(Identifier.of(name), TypeUse.plain(23), Optional.empty());
    }

    private static ResultShape shape(boolean oneRowEach, ResultColumn... columns) {
        return new ResultShape(List.of(columns), oneRowEach, List.of());
    }

    private static List<String> codes(Model model, ResultShape shape, TableKeys... keys) {
        return of(model, shape, keys).stream().map(Finding::code).toList();
    }

    private static List<Finding> of(Model model, ResultShape shape, TableKeys... keys) {
        return IdentifierFindings.of(
                model, shape, Stream.of(keys).collect(Collectors.toMap(TableKeys::tableOid, Function.identity())));
    }
}
