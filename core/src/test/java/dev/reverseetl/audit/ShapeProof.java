package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Proves that the columns of models have the types that PostgreSQL gives the columns of a view of the same query. */
final class ShapeProof {
    private ShapeProof() {}

    /** Returns how many models were compared: a view can't have two columns of one name. */
    static int of(TestDatabase database, String role, String schema, Map<String, String> queries) throws SQLException {
        AuditReport report = PermissionAudit.builder()
                .connection(database.dataSource())
                .role(role)
                .models(queries.entrySet().stream()
                        .map(query -> Model.of(query.getKey(), query.getValue(), "id"))
                        .toList())
                .build()
                .run();
        int compared = 0;
        try (TestSession session = new TestSession(database.dataSource().getConnection())) {
            session.run("SET search_path = " + schema);
            for (Map.Entry<String, String> query : queries.entrySet()) {
                try {
                    session.run("CREATE TEMPORARY VIEW the_view AS " + query.getValue());
                } catch (SQLException e) {
                    continue;
                }
                List<String> expected = session.rows("SELECT attname, pg_catalog.format_type(atttypid, atttypmod)"
                        + " FROM pg_catalog.pg_attribute WHERE attrelid = 'the_view'::regclass ORDER BY attnum");
                session.run("DROP VIEW the_view");
                ModelShape shape = report.model(query.getKey()).shape().orElseThrow();
                assertThat(shape.columns().stream()
                                .map(column ->
                                        column.name() + "|" + column.type().replace(schema + ".", "")))
                        .as(query.getKey() + ": " + query.getValue())
                        .containsExactlyElementsOf(expected);
                compared++;
            }
        }
        return compared;
    }
}
