package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.model.Model;
import dev.reverseetl.segment.SegmentLimits;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** What only running a model shows. */
class RunningModelsIT {
    private static final SegmentLimits LIMITS =
            SegmentLimits.documented().withRecordBytes(100).withValueBytes(50).withRecordsPerSync(4);

    @OutermostPostgres
    void identifiersAndNumbers(TestDatabase database) throws SQLException {
        assertThat(codes(database, "SELECT id FROM (VALUES (1), (1), (NULL)) AS v (id)"))
                .containsExactly("IDENTIFIER_NOT_UNIQUE", "IDENTIFIER_NULL");
        assertThat(codes(database, "SELECT generate_series(1, 4) AS id")).isEmpty();
        assertThat(codes(database, "SELECT generate_series(1, 5) AS id")).containsExactly("MANY_RECORDS");
    }

    @OutermostPostgres
    void sizes(TestDatabase database) throws SQLException {
        // {"id":1,"x":"…"} has 14 bytes and the value, which has its quotes
        assertThat(codes(database, "SELECT 1 AS id, repeat('x', 48) AS x")).isEmpty();
        assertThat(codes(database, "SELECT 1 AS id, repeat('x', 49) AS x")).containsExactly("VALUE_TOO_LARGE");
        assertThat(codes(database, "SELECT 1 AS id, repeat('ö', 25) AS x")).containsExactly("VALUE_TOO_LARGE");
        assertThat(codes(database, "SELECT 1 AS id, repeat('x', 45) AS x, repeat('x', 45) AS \"?\" -- ?"))
                .containsExactly("RECORD_TOO_LARGE");
        assertThat(codes(database, "SELECT 1 AS id, repeat('x', 101) AS x WHERE 'a' ~ '[?]' IS FALSE"))
                .containsExactly("RECORD_TOO_LARGE", "VALUE_TOO_LARGE");
    }

    @OutermostPostgres
    void sideEffects(TestDatabase database) throws SQLException {
        database.run("CREATE TABLE t (id int)", "CREATE SEQUENCE s", "GRANT ALL ON t, s TO PUBLIC");
        database.run("CREATE VIEW v AS SELECT id FROM t FOR SHARE", "GRANT ALL ON v TO PUBLIC");
        for (String query : List.of(
                "SELECT id FROM public.t FOR UPDATE",
                "SELECT id FROM (SELECT id FROM public.t FOR SHARE) AS q",
                "SELECT id FROM public.v",
                "SELECT nextval('public.s') AS id",
                "SELECT setval('public.s', 5) AS id")) {
            assertThat(codes(database, query)).as(query).contains("MODEL_HAS_SIDE_EFFECTS", "RUN_FAILED");
        }
        assertThat(codes(database, "SELECT id FROM public.t")).isEmpty();
        assertThat(codes(database, "SELECT last_value AS id FROM public.s")).isEmpty();
    }

    private static List<String> codes(TestDatabase database, String query) throws SQLException {
        return PermissionAudit.builder()
                .connection(database.dataSource())
                .role(database.createLogin("segment").role())
                .model(Model.of("m", query, "id"))
                .runningModels()
                .limits(LIMITS)
                .build()
                .run()
                .model("m")
                .findings()
                .stream()
                .map(Finding::code)
                .sorted()
                .toList();
    }
}
