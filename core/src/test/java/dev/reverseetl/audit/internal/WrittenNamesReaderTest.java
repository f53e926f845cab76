package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands where relations and functions do, and nothing else. */
class WrittenNamesReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM t                                            | t",
                "SELECT id FROM app.t                                        | app.t",
                "SELECT id FROM db.app.t                                     | app.t",
                "SELECT id FROM app . t, u AS x JOIN v ON x.id = v.id        | app.t u v",
                "select id from App.T                                        | app.t",
                "SELECT id FROM \"App\".\"T.t\"                              | App.T.t",
                "SELECT id FROM a /* FROM no */ , /* /* */ , no */ b        | a b",
                "SELECT 'FROM no', $$ FROM no $$ FROM t                      | t",
                "SELECT id FROM ONLY t                                       | t",
                "SELECT id FROM ONLY (t), u                                  | t u",
                "SELECT id FROM (a LEFT JOIN b ON a.x = b.x), c              | a b c",
                "SELECT id FROM (SELECT x FROM a) AS q, b                    | a b",
                "SELECT id FROM (VALUES (1, 2)) AS q(x, y), b                | b",
                "SELECT id FROM f(1, 2) AS q(x, y), b                        | b",
                "SELECT id FROM a, LATERAL (SELECT x FROM b) AS q            | a b",
                "SELECT id FROM a JOIN b ON ARRAY[a.x, a.y] = b.z            | a b",
                "SELECT id FROM a, b WHERE x IN (y, z) AND (p, q) = (r, s)   | a b",
                "SELECT extract(year FROM ts), trim(x FROM y) FROM t         | t",
                "SELECT a IS DISTINCT FROM b, c IS NOT DISTINCT FROM d FROM t | t",
                "SELECT DISTINCT FROM t                                      | t",
                "SELECT x AS from, t.select, t.from FROM t                   | t",
                "SELECT \"from\" FROM t                                      | t",
                "SELECT (SELECT max(x) FROM a) FROM b                        | a b",
                "SELECT x FROM a GROUP BY x, y ORDER BY z, w FOR UPDATE OF a | a",
                "SELECT x FROM a UNION SELECT y FROM b EXCEPT TABLE c        | a b c",
                "WITH q AS (SELECT x FROM a), r(n, m) AS (TABLE b) SELECT x FROM q, r | a b q r",
                "SELECT x FROM t TABLESAMPLE system (5), u                   | t u",
                "SELECT x FROM t *, u                                        | t u",
                "SELECT x FROM a NATURAL JOIN b CROSS JOIN c                 | a b c",
            })
    void relations(String text, String expected) {
        assertThat(WrittenNamesReader.read(text).relations())
                .extracting(relation -> written(relation.name()))
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT f(1), app.g(2), db.app.h(3)      | f app.g app.h",
                "SELECT \"F\" (1) FROM app.f(2)          | F app.f",
                "SELECT f.x, 'g(1)' FROM t AS f          | ''",
            })
    void calls(String text, String expected) {
        assertThat(WrittenNamesReader.read(text).calls().stream()
                        .map(WrittenNamesReaderTest::written)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM a, b                                      | a b",
                "SELECT id, * FROM a                                     | a",
                "SELECT ALL * FROM a                                     | a",
                "SELECT DISTINCT * FROM a                                | a",
                "SELECT DISTINCT ON (x) * FROM a                         | a",
                "TABLE a                                                 | a",
                "SELECT * FROM (a JOIN b USING (id))                     | a b",
                "SELECT a.* FROM a, b                                    | a",
                "SELECT x.* FROM a AS x, b y                             | a",
                "SELECT app.a.* FROM app.a, b.a AS other                 | app.a",
                "SELECT y.* FROM a AS x, b y                             | b",
                "SELECT to_jsonb(x.*) FROM a x                           | a",
                "SELECT count(*) FROM a                                  | ''",
                "SELECT x * y, (x) * y, 2 * y, x*-y FROM a               | ''",
                "SELECT x OPERATOR(pg_catalog.*) y FROM a                | ''",
                "SELECT id FROM a *                                      | ''",
                "SELECT '*', $$*$$ /* * */ FROM a                        | ''",
                "SELECT * FROM (SELECT id FROM a) AS q                   | ''",
                "SELECT q.* FROM (SELECT id FROM a) AS q, b              | ''",
                "SELECT id FROM (SELECT * FROM a) AS q, b                | a",
                "SELECT id FROM a WHERE EXISTS (SELECT * FROM b)         | b",
                "SELECT id FROM a x WHERE EXISTS (SELECT x.* FROM b)     | a",
                "SELECT id FROM a UNION SELECT * FROM b                  | b",
                "WITH a AS (SELECT id FROM app.a) SELECT * FROM a        | a",
            })
    void stars(String text, String expected) {
        List<String> starred = WrittenNamesReader.read(text).relations().stream()
                .filter(WrittenNames.Relation::starred)
                .map(relation -> written(relation.name()))
                .toList();
        assertThat(String.join(" ", starred)).isEqualTo(expected);
    }

    @Test
    void lineComments() {
        assertThat(WrittenNamesReader.read("SELECT * -- FROM no\nFROM t -- , no")
                        .relations())
                .containsExactly(new WrittenNames.Relation(new WrittenNames.Name("", "t"), true));
    }

    @Test
    void anyTextIsRead() {
        for (String text : List.of("", "(", ")", "FROM", "SELECT FROM ,", "a.", ".", "*", "SELECT * FROM", "]")) {
            assertThat(WrittenNamesReader.read(text).relations()).isEmpty();
        }
    }

    private static String written(WrittenNames.Name name) {
        return name.schema().isEmpty() ? name.name() : name.schema() + "." + name.name();
    }
}
