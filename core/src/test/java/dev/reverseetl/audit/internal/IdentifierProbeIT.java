package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.Finding;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.jdbc.Transaction.Access;
import dev.reverseetl.internal.jdbc.Transaction.Begun;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.segment.SegmentLimits;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Running a model counts the identifiers that are null or stand in several rows. */
class IdentifierProbeIT {
    @OutermostPostgres
    void countsNullsAndRepetitions(TestDatabase database) {
        assertThat(counts(
                        database,
                        "SELECT * FROM (VALUES (1), (2), (2), (3), (3), (3), (NULL), (NULL)) AS v (id)",
                        "id"))
                .isEqualTo(new IdentifierCounts(8, 2, 3));
        assertThat(counts(database, "SELECT n AS id FROM generate_series(1, 1000) AS n", "id"))
                .isEqualTo(new IdentifierCounts(1000, 0, 0));
        assertThat(counts(database, "SELECT 1 AS id WHERE false", "id")).isEqualTo(new IdentifierCounts(0, 0, 0));
    }

    @OutermostPostgres
    void countsSeveralColumnsTogether(TestDatabase database) {
        String values =
                "SELECT * FROM (VALUES (1, 'a'), (1, 'b'), (1, 'b'), (2, NULL), (2, NULL), (NULL, 'a')) AS v (x, \"Y\")";
        assertThat(counts(database, values, "x", "Y")).isEqualTo(new IdentifierCounts(6, 3, 1));
    }

    /** Segment keeps texts: some types have no equality, and others take different texts for equal. */
    @OutermostPostgres
    void comparesTexts(TestDatabase database) throws SQLException {
        assertThat(counts(database, "SELECT v::json AS id FROM unnest('{1,1,2}'::text[]) AS v", "id"))
                .isEqualTo(new IdentifierCounts(3, 0, 1));
        assertThat(counts(database, "SELECT v AS id FROM unnest('{1.0,1.00}'::numeric[]) AS v", "id"))
                .isEqualTo(new IdentifierCounts(2, 0, 0));
        assertThat(counts(database, "SELECT point(v, v) AS id FROM unnest('{1,1}'::int[]) AS v", "id"))
                .isEqualTo(new IdentifierCounts(2, 0, 1));
    }

    /** Whatever a query may hold: comments at its end, question marks, formats, and names with quotes. */
    @OutermostPostgres
    void takesAnyText(TestDatabase database) {
        String query = "SELECT id AS \"i\"\"d?\" FROM (VALUES (1, '{\"a?\": 1}'::jsonb), (2, '{}')) AS v (id, j)"
                + " WHERE j ? 'a?' OR j ?| ARRAY['b?%s'] /* ? */ OR $$?$$ = '?' -- what?";
        assertThat(counts(database, query, "i\"d?")).isEqualTo(new IdentifierCounts(2, 0, 0));
    }

    @Test
    void failsWhereTheModelDoes(@OnePostgres TestDatabase database) {
        assertThatExceptionOfType(StatementFailure.class)
                .isThrownBy(() -> counts(database, "SELECT 1 / (v - 1) AS id FROM unnest('{1}'::int[]) AS v", "id"))
                .satisfies(failure -> assertThat(failure.sqlState()).isEqualTo("22012"));
    }

    @Test
    void findingsTellTheNumbers() {
        Model model = Model.of("m", "SELECT 1 AS id", "id");
        SegmentLimits limits = SegmentLimits.documented().withRecordsPerSync(10);
        assertThat(IdentifierProbe.findings(model, new IdentifierCounts(10, 0, 0), limits))
                .isEmpty();
        assertThat(IdentifierProbe.findings(model, new IdentifierCounts(11, 4, 3), limits))
                .extracting(Finding::code, Finding::message)
                .containsExactly(
                        tuple(
                                "IDENTIFIER_NULL",
                                "The identifier \"id\" is null in 4 of 11 rows, which Segment can't tell apart."),
                        tuple(
                                "IDENTIFIER_NOT_UNIQUE",
                                "The identifier \"id\" repeats that of another row in 3 of 11 rows; Segment takes the"
                                        + " rows of one identifier for one record."),
                        tuple("MANY_RECORDS", "The result has 11 rows, and one sync carries 10."));
    }

    private static IdentifierCounts counts(TestDatabase database, String sql, String column, String... more) {
        Model model = Model.of("m", sql, column, more);
        List<ResultColumn> columns = model.identifierColumns().stream()
                .map(name -> new ResultColumn(name, TypeUse.plain(typeOf(name)), Optional.empty()))
                .toList();
        Query<Integer> nothing = Query.of("SELECT 1", row -> 1);
        Begun<Integer> begun = Transaction.begin(
                ConnectionSource.of(database.dataSource()),
                Access.READ_ONLY,
                Duration.ofSeconds(2),
                Deadline.after(Duration.ofSeconds(60)),
                nothing);
        try (Transaction transaction = begun.transaction()) {
            return transaction
                    .read(IdentifierProbe.query(model, new ResultShape(columns, false, List.of())))
                    .get(0);
        }
    }

    /** Compared as an integer where it is one, to see both ways. */
    private static long typeOf(Identifier name) {
        return name.value().equals("x") ? 23 : 0;
    }
}
