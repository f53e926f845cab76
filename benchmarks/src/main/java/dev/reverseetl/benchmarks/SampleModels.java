package dev.reverseetl.benchmarks;

import dev.reverseetl.model.Model;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models of ten kinds in turn, on {@link SampleObjects}; of each kind, one in five is on objects that the role has no
 * rights on. Always the same ones.
 */
final class SampleModels {
    private static final int KINDS = 10;

    private final SampleObjects objects;

    SampleModels(SampleObjects objects) {
        this.objects = objects;
    }

    List<Model> first(int count) {
        return IntStream.range(0, count).mapToObj(this::model).toList();
    }

    /** The same with some, as many and evenly spread, that name a column that isn't there. */
    List<Model> first(int count, int broken) {
        int every = count / broken;
        return IntStream.range(0, count)
                .mapToObj(i -> i % every == 0
                        ? Model.of(name(i), "SELECT nothing AS id FROM " + objects.table(i, 0), "id")
                        : model(i))
                .toList();
    }

    private Model model(int number) {
        return Model.of(name(number), query(number), "id");
    }

    private static String name(int number) {
        return "model_" + number;
    }

    /** Each block of {@value #KINDS} models has all kinds. */
    private String query(int number) {
        int block = number / KINDS;
        boolean granted = !isLacking(number);
        return switch (number % KINDS) {
            case 0 -> "SELECT id, a FROM " + table(number, 0);
            case 1 -> "SELECT * FROM " + table(number, 0) + " WHERE a > " + block + " AND b IS NOT NULL";
            case 2 ->
                "SELECT id, coalesce(a, 0) * 2 AS a2, CASE WHEN b > 3 THEN 'big' ELSE 'small' END AS size FROM "
                        + table(number, 0) + " WHERE id IN (1, 2, 3, " + block + ") ORDER BY a";
            case 3, 4 -> join(number, 2 + block % 4);
            case 5 ->
                "SELECT x.id, count(y.a) AS n, sum(y.b) AS total, max(x.b) FROM " + table(number, 0)
                        + " AS x LEFT JOIN " + table(number, 1)
                        + " AS y ON y.a = x.id GROUP BY x.id HAVING count(*) > 1";
            case 6 -> "SELECT v.id, v.total FROM " + objects.view(block, granted) + " AS v WHERE v.total > 10";
            case 7 ->
                "SELECT w.id, t.a FROM " + objects.viewOnViews(block, granted) + " AS w JOIN " + table(number, 0)
                        + " AS t USING (id)";
            case 8 ->
                "SELECT id, " + objects.function(block, granted) + "(a) AS f FROM " + table(number, 0) + " WHERE a = "
                        + block;
            default ->
                "WITH recent AS (SELECT id, a FROM " + table(number, 0) + " WHERE b > 0)"
                        + " SELECT id, row_number() OVER (PARTITION BY a ORDER BY id) AS place FROM recent"
                        + " WHERE EXISTS (SELECT 1 FROM " + table(number, 1) + " AS e WHERE e.id = recent.id)";
        };
    }

    private String join(int number, int tables) {
        StringBuilder query = new StringBuilder("SELECT t0.id");
        for (int i = 1; i < tables; i++) {
            query.append(", t").append(i).append(".a AS a").append(i);
        }
        query.append(" FROM ").append(table(number, 0)).append(" AS t0");
        for (int i = 1; i < tables; i++) {
            query.append(" JOIN ").append(table(number, i)).append(" AS t").append(i);
            query.append(" ON t").append(i).append(".id = t").append(i - 1).append(".a");
        }
        return query.append(" WHERE t0.b < 100").toString();
    }

    private String table(int number, int which) {
        return isLacking(number) ? objects.closedTable(number, which) : objects.table(number, which);
    }

    private static boolean isLacking(int number) {
        return number / KINDS % 5 == 0;
    }
}
