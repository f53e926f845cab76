package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an audit tells of a model's result. */
class ModelShapeIT {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA app",
        "CREATE DOMAIN app.email AS varchar(50)",
        "CREATE TYPE app.mood AS ENUM ('sad', 'ok')",
        "CREATE TYPE app.pair AS (a numeric(5,1), b varchar(7)[])",
        "CREATE TABLE app.t (id int PRIMARY KEY, n numeric(10,2) NOT NULL, s varchar(20), c char(3), x text, ts"
                + " timestamp(3), tz timestamptz(0), tod time(2), iv interval day to second(1), bits bit(4), vb bit"
                + " varying(9), b bool, j jsonb, ns numeric(8,3)[], ss varchar(5)[][], e app.email, m app.mood, p"
                + " app.pair, d date, o oid, i8 int8)",
        "CREATE TABLE app.u (id int NOT NULL, t_id int REFERENCES app.t, note varchar(30))",
        "CREATE VIEW app.v AS SELECT id, n, s, x FROM app.t WHERE b",
    };

    private static final List<String> QUERIES = List.of(
            "SELECT * FROM app.t",
            "SELECT n::numeric(12,4) AS a, n * 2 AS b, s || 'x' AS c, s::varchar(3) AS d, c::char(9) AS e FROM app.t",
            "SELECT coalesce(s, s) AS a, coalesce(s, x) AS b, coalesce(n, 0) AS c, coalesce(n, n::numeric(10,2)) AS d,"
                    + " nullif(s, 'q') AS e, greatest(n, n) AS f, least(n, 1) AS g FROM app.t",
            "SELECT CASE WHEN b THEN s ELSE s END AS a, CASE WHEN b THEN s END AS b, CASE WHEN b THEN s ELSE x END AS c"
                    + " FROM app.t",
            "SELECT ARRAY[s, s] AS a, ARRAY[n, 1] AS b, ARRAY[ns, ns] AS c, ns[1] AS d, ns[1:2] AS e, ss[1][1] AS f,"
                    + " ARRAY(SELECT s FROM app.t) AS g, (SELECT n FROM app.t LIMIT 1) AS h, ARRAY(SELECT ns FROM app.t)"
                    + " AS i FROM app.t",
            "SELECT (p).a, (p).b, e, e::text AS e2, m::text AS m2, 'ok'::app.mood AS m3, ROW(1, 'x') IS NULL AS r FROM"
                    + " app.t",
            "SELECT count(*) AS a, sum(n) AS b, avg(id) AS c, min(s) AS d, max(n) AS e, array_agg(s) AS f,"
                    + " string_agg(x, ',') AS g, bool_or(b) AS h, json_agg(j) AS i FROM app.t",
            "SELECT row_number() OVER () AS a, lag(n) OVER () AS b, first_value(s) OVER () AS c FROM app.t",
            "SELECT id IN (1, 2) AS a, EXISTS (SELECT FROM app.u) AS b, b AND true AS c, x IS NULL AS d, b IS TRUE AS e,"
                    + " id = ANY (ARRAY[1]) AS f, (id, id) < (1, 2) AS g, id IS DISTINCT FROM 1 AS h FROM app.t",
            "SELECT current_date AS a, current_timestamp(2) AS b, localtime AS c, current_user AS d, session_user AS e,"
                    + " now() AS f, ts + iv AS g, d - 1 AS h, extract(year FROM d) AS i",
            "SELECT xmlelement(name a, 1) AS a, xmlserialize(content '<a/>'::xml AS text) AS b, '<a/>'::xml IS DOCUMENT AS"
                    + " c",
            "SELECT s FROM app.t UNION SELECT note FROM app.u",
            "SELECT s FROM app.t UNION ALL SELECT s FROM app.t",
            "SELECT n FROM app.t UNION SELECT id FROM app.u",
            "WITH q AS (SELECT n, s FROM app.t) SELECT n, s, t_id FROM q LEFT JOIN app.u ON true",
            "SELECT s, count(*) AS n FROM app.t GROUP BY s",
            "SELECT s, grouping(s) AS g FROM app.t GROUP BY GROUPING SETS ((s), ())",
            "SELECT * FROM app.v",
            "VALUES (1, 'a', 2.5), (2, 'b', 3)",
            "SELECT * FROM generate_series(1, 3) AS g",
            "SELECT 'x' AS a, NULL AS b, 1 AS c, 2.5 AS d, 1e10 AS e, 5000000000 AS f, B'101' AS g, '1'::bit(3) AS h",
            "SELECT id::int8 AS a, id::text AS b, (id::text)::varchar(4) AS c, x COLLATE \"C\" AS d, o::regclass AS e,"
                    + " s::char AS f, tz::timestamp(1) AS g, tod::time(0) AS h FROM app.t",
            "TABLE app.u");

    @EachPostgres
    void typesAreThoseOfAView(TestDatabase database) throws SQLException {
        database.run(SCHEMA);
        Login login = database.createLogin("segment");
        Map<String, String> queries = new TreeMap<>();
        for (String query : QUERIES) {
            // Those that take the session's time have no table to take columns from
            queries.put("q" + queries.size(), query.contains("ts + iv") ? query + " FROM app.t" : query);
        }
        assertThat(ShapeProof.of(database, login.role(), "app", queries)).isEqualTo(queries.size());
    }

    @EachPostgres
    void tellsWhatIsGuaranteed(TestDatabase database) throws SQLException {
        database.run(SCHEMA);
        Login role = database.createLogin("segment");
        assertThat(shape(role, "SELECT id, n, s FROM app.t", false))
                .isEqualTo("id integer!, n numeric(10,2)!, s character varying(20); DECLARED, DECLARED;"
                        + " +TABLE app.t [id, n, s]");
        assertThat(shape(role, "SELECT t.id, u.note FROM app.u LEFT JOIN app.t ON t.id = u.t_id", false))
                .isEqualTo("id integer, note character varying(30); UNKNOWN, UNKNOWN; +TABLE app.t [id],"
                        + " +TABLE app.u [note, t_id]");
        assertThat(shape(role, "SELECT id, x FROM app.v", false))
                .isEqualTo("id integer, x text; UNKNOWN, UNKNOWN; TABLE app.t [b, id, n, s, x], +VIEW app.v [id, x]");
        assertThat(shape(role, "SELECT count(*) AS id FROM app.u", false))
                .isEqualTo("id bigint; UNKNOWN, UNKNOWN; +TABLE app.u []");
        database.run(
                "INSERT INTO app.u VALUES (1), (1)",
                "GRANT USAGE ON SCHEMA app TO " + role.quotedRole(),
                "GRANT SELECT ON app.u, app.v TO " + role.quotedRole());
        assertThat(shape(role, "SELECT id, note FROM app.u", true))
                .isEqualTo("id integer!, note character varying(30); OBSERVED, VIOLATED; +TABLE app.u [id, note]");
        assertThat(shape(role, "SELECT t_id AS id FROM app.u", true))
                .isEqualTo("id integer; VIOLATED, OBSERVED; +TABLE app.u [t_id]");
        assertThat(shape(role, "SELECT id FROM app.v", true))
                .isEqualTo("id integer; OBSERVED, OBSERVED; TABLE app.t [b, id, n, s, x], +VIEW app.v [id]");
    }

    private static String shape(Login role, String query, boolean running) {
        PermissionAuditBuilder builder = PermissionAudit.builder()
                .connection(role.database().dataSource())
                .role(role.role())
                .model(Model.of("m", query, "id"));
        if (running) {
            builder.runningModels();
        }
        ModelShape shape = builder.build().run().model("m").shape().orElseThrow();
        List<String> columns = shape.columns().stream()
                .map(column -> column.name() + " " + column.type() + (column.notNull() ? "!" : ""))
                .toList();
        List<String> sources = shape.sources().stream()
                .map(source -> (source.direct() ? "+" : "") + source.kind() + " " + source.schema() + "."
                        + source.name() + " " + source.columns())
                .toList();
        return String.join(", ", columns) + "; " + shape.notNull() + ", " + shape.unique() + "; "
                + String.join(", ", sources);
    }
}
