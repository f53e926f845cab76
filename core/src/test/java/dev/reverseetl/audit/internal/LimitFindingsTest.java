package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitFindingsTest {
    private static final SegmentLimits LIMITS = SegmentLimits.documented();
    private static final Model MODEL = Model.of("m", "SELECT 1 AS id", "id");

    @Test
    void aSmallModelHasNone() {
        assertThat(of(MODEL, LIMITS, "id", "name")).isEmpty();
        assertThat(LimitFindings.ofText(MODEL, LIMITS)).isEmpty();
    }

    @Test
    void aQueryMayHaveAsManyCharactersAsSegmentTakes() {
        Model model = padded(LIMITS.queryCharacters(), "x");
        assertThat(LimitFindings.ofText(model, LIMITS)).isEmpty();
        Model longer = padded(LIMITS.queryCharacters() + 1, "x");
        assertThat(LimitFindings.ofText(longer, LIMITS))
                .isEqualTo(of(longer, LIMITS, "id"))
                .containsExactly(new Finding(
                        "QUERY_TOO_LONG",
                        Severity.BLOCKER,
                        "The query has 65536 characters, and Segment takes 65535.",
                        "Shorten it, for example by putting it into a view."));
    }

    @Test
    void moreBytesThanCharactersAreWorthAWarning() {
        assertThat(LimitFindings.ofText(padded(LIMITS.queryCharacters() - 1, "é"), LIMITS))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("QUERY_BYTES", Severity.WARNING));
    }

    @Test
    void charactersOutsideOfTheBasicPlaneCountOnce() {
        assertThat(LimitFindings.ofText(padded(LIMITS.queryCharacters(), "😀"), LIMITS))
                .extracting(Finding::code)
                .containsExactly("QUERY_BYTES");
    }

    @Test
    void columnsAreCounted() {
        SegmentLimits two = LIMITS.withColumns(2);
        assertThat(of(MODEL, two, "id", "a")).isEmpty();
        assertThat(of(MODEL, two, "id", "a", "b"))
                .containsExactly(new Finding(
                        "TOO_MANY_COLUMNS",
                        Severity.BLOCKER,
                        "The result has 3 columns, and Segment takes 2.",
                        "Select only those that you map in Segment."));
    }

    @Test
    void columnNamesAreMeasured() {
        SegmentLimits three = LIMITS.withColumnNameCharacters(3);
        assertThat(of(MODEL, three, "id", "äöü")).isEmpty();
        assertThat(codes(MODEL, three, "id", "four")).containsExactly("COLUMN_NAME_TOO_LONG");
        assertThat(of(MODEL, three, "id", "fo\"r", "four").get(0).message()).contains("\"fo\"\"r\", \"four\".");
    }

    @Test
    void theIdentifiersNameIsMeasured() {
        SegmentLimits one = LIMITS.withIdentifierColumnCharacters(1);
        assertThat(codes(MODEL, one, "id")).containsExactly("IDENTIFIER_NAME_TOO_LONG");
        assertThat(of(MODEL, LIMITS.withIdentifierColumnCharacters(2), "id")).isEmpty();
    }

    @Test
    void columnsOfOneNameAreFound() {
        assertThat(of(MODEL, LIMITS, "id", "a", "b", "a"))
                .containsExactly(new Finding(
                        "DUPLICATE_COLUMNS",
                        Severity.WARNING,
                        "Several columns of the result have the same name: \"a\"; Segment can't tell them apart.",
                        "Give each its own name with AS, or leave the others out."));
    }

    @Test
    void identifiersOfOneNameAreAmbiguous() {
        assertThat(codes(MODEL, LIMITS, "id", "id")).containsExactly("IDENTIFIER_AMBIGUOUS", "DUPLICATE_COLUMNS");
    }

    @Test
    void aMissingIdentifierIsFound() {
        assertThat(of(MODEL, LIMITS, "ID", "a").get(0))
                .isEqualTo(new Finding(
                        "IDENTIFIER_MISSING",
                        Severity.BLOCKER,
                        "The result has no identifier column \"id\"; its columns are \"ID\", \"a\".",
                        "Select it, or name another; names are exact, and unquoted ones are folded to lower case."));
        assertThat(of(MODEL, LIMITS).get(0).message()).endsWith("its columns are none.");
        String[] many = new String[23];
        Arrays.setAll(many, i -> "c" + i);
        assertThat(of(MODEL, LIMITS, many).get(0).message()).endsWith("\"c19\" and 3 more.");
    }

    @Test
    void everyIdentifierColumnCounts() {
        Model model = Model.of("m", "SELECT 1 AS a, 2 AS b", "a", "b");
        assertThat(of(model, LIMITS, "a", "b")).isEmpty();
        assertThat(codes(model, LIMITS, "c")).containsExactly("IDENTIFIER_MISSING", "IDENTIFIER_MISSING");
    }

    private static Model padded(int characters, String filler) {
        String query = "SELECT 1 AS id --";
        return Model.of("m", query + filler.repeat(characters - query.length()), "id");
    }

    private static List<String> codes(Model model, SegmentLimits limits, String... columns) {
        return of(model, limits, columns).stream().map(Finding::code).toList();
    }

    private static List<Finding> of(Model model, SegmentLimits limits, String... columns) {
        List<ResultColumn> result = Arrays.stream(columns)
                .map(name -> new ResultColumn(Identifier.of(name), TypeUse.plain(25), Optional.empty()))
                .toList();
        return LimitFindings.of(model, limits, new ResultShape(result, false, List.of()));
    }
}
