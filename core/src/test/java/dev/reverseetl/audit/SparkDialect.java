package dev.reverseetl.audit;

import java.util.List;
import java.util.regex.Pattern;

/** Turns Spark's SQL into PostgreSQL's, as far as a few replacements go. */
final class SparkDialect {
    private record Replacement(Pattern pattern, String by) {
        static Replacement of(String regex, String by) {
            return new Replacement(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), by);
        }
    }

    private static final List<Replacement> REPLACEMENTS = List.of(
            Replacement.of("\"([^\"]*)\"", "'$1'"),
            Replacement.of("`", "\""),
            Replacement.of("\\binterval\\s+(\\d+)\\s+(days?|months?|years?)\\b", "interval '$1 $2'"),
            Replacement.of("\\byear\\((\\w+)\\)", "extract(year FROM $1)"),
            Replacement.of("\\b(\\d+(?:\\.\\d+)?)[SL]\\b", "$1"),
            Replacement.of("\\b(\\d+(?:\\.\\d+)?)D\\b", "$1::float8"),
            Replacement.of("\\b(\\d+E\\d+)BD\\b", "$1"),
            Replacement.of("\\bfloat\\(([\\d.]+)\\)", "$1::float4"),
            Replacement.of("\\bstring\\b", "text"),
            Replacement.of("\\bdouble\\b", "float8"),
            Replacement.of("\\busing\\s+parquet\\b", ""),
            // What Spark's tests read are temporary views of constants: here tables, on which rights can be missing.
            Replacement.of(
                    "^create\\s+(?:or\\s+replace\\s+)?temp(?:orary)?\\s+view\\s+(\\w+)\\s+as\\s+(?:select\\s+\\*\\s+from\\s+)?"
                            + "(?s:(values.*\\)))\\s*(?:as\\s+)?(\\w+\\s*\\([^()]*\\))$",
                    "CREATE TABLE $1 AS SELECT * FROM ($2) AS $3"),
            Replacement.of("^create\\s+(?:or\\s+replace\\s+)?temp(?:orary)?\\s+view\\b", "CREATE VIEW"));

    private SparkDialect() {}

    static String toPostgres(String statement) {
        String sql = statement;
        for (Replacement replacement : REPLACEMENTS) {
            sql = replacement.pattern().matcher(sql).replaceAll(replacement.by());
        }
        return sql;
    }
}
