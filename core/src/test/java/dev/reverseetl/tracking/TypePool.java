package dev.reverseetl.tracking;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types and values of them that are easily mistaken for each other.
 *
 * @param type the type, as in the definition of a column
 * @param values as literals without quotes
 * @param key whether it can be an identifier
 * @param canonical makes equal what PostgreSQL's operator {@code =} takes for equal, from the text
 */
record TypePool(String type, List<String> values, boolean key, UnaryOperator<String> canonical) {
    static final List<String> DEFINITIONS = List.of(
            "CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy')",
            "CREATE DOMAIN app.amount AS numeric CHECK (VALUE IS NULL OR VALUE = VALUE)",
            "CREATE DOMAIN app.label AS text NOT NULL DEFAULT 'none'",
            "CREATE TYPE app.pair AS (a int, b text)",
            "CREATE TYPE app.nest AS (p app.pair, m app.mood[], j jsonb)",
            "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA app");

    private static final Pattern INTERVAL = Pattern.compile(
            "(?:(-?\\d+) years? ?)?(?:(-?\\d+) mons? ?)?(?:(-?\\d+) days? ?)?(?:(-?)(\\d+):(\\d+):(\\d+)(?:\\.(\\d+))?)?");

    static final List<TypePool> ALL = List.of(
            key("bigint", "1", "2", "3", "9223372036854775807", "-1", "0"),
            key("integer", "1", "2", "3", "-2147483648"),
            key("smallint", "1", "2", "-32768"),
            key(
                    "numeric",
                    TypePool::number,
                    "1",
                    "1.0",
                    "1.00",
                    "0",
                    "0.0",
                    "-1",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "1e30"),
            key("numeric(10,2)", TypePool::number, "1", "1.5", "2.25"),
            key("double precision", TypePool::number, "0", "-0", "NaN", "Infinity", "-Infinity", "1e-300", "0.1"),
            key("real", TypePool::number, "0", "-0", "NaN", "0.1", "1e10"),
            key(
                    "text", "", " ", "a", "A", "a ", "ä", "a\u0308", "a|b", "\\", "NULL", "{}", "1", "01", "😀", "x\ny",
                    "\"", "'"),
            key("varchar(20)", "", "a", "A", " a", "ab"),
            key("char(5)", text -> text.stripTrailing(), "a", "ab", "b"),
            key("\"char\"", "a", "b", ""),
            key("name", "a", "b", "A"),
            key("app.citext", text -> text.toLowerCase(Locale.ROOT), "a", "A", "b", "aB", "AB", ""),
            key("boolean", "true", "false"),
            key("bytea", "\\x", "\\x00", "\\x0001", "\\xff", "\\x61"),
            key("date", "2020-01-01", "2020-01-02", "infinity", "-infinity", "0044-03-15 BC", "5874897-12-31"),
            key("time", "00:00", "24:00", "12:34:56.789"),
            value("timetz", "12:00+00", "13:00+01", "12:00+02"),
            key("timestamp", "2020-01-01 00:00", "2020-01-01 00:00:00.000001", "infinity", "0001-01-01 BC"),
            key("timestamptz", "2020-01-01 00:00+00", "2020-01-01 01:00+02", "infinity", "-infinity"),
            key("interval", TypePool::interval, "1 month", "30 days", "720 hours", "-1 mon", "0", "1 day", "24 hours"),
            key("uuid", "00000000-0000-0000-0000-000000000001", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
            value("json", "{\"a\":1}", "{\"a\": 1}", "{\"a\":1,\"a\":2}", "[1]", "null", "\"x\"", "{\n}"),
            value(
                    "jsonb",
                    "{\"a\":{\"b\":1},\"c\":2}",
                    "{\"a\":{\"b\":1,\"c\":2}}",
                    "[[1],2]",
                    "[[1,2]]",
                    "1.0",
                    "1.00",
                    "null"),
            value("xml", "<a/>", "<a></a>", "text", "<a b=\"1\"/>"),
            key("integer[]", "{}", "{1,2}", "{{1},{2}}", "{{1,2}}", "{1,NULL}", "{NULL}"),
            value("bigint[]", "{1,2}", "[0:1]={1,2}", "[2:3]={1,2}", "{}"),
            key("text[]", "{}", "{a,b}", "{\"a,b\"}", "{NULL}", "{\"NULL\"}"),
            value("jsonb[]", "{}", "{\"{\\\"a\\\":1}\"}", "{\"[[1],2]\"}", "{\"[[1,2]]\"}"),
            value("numeric[]", "{1}", "{1.0}", "{NaN}"),
            key("int4range", "empty", "[1,2)", "[1,3)", "(,1)", "(,)"),
            value("numrange", "empty", "[1,2]", "[1.0,2]", "(1,2)", "[1,)"),
            value("tstzrange", "empty", "[2020-01-01 00:00+00,)", "(,2020-01-01 00:00+00]"),
            key("int4multirange", "{}", "{[1,2)}", "{[1,2),[5,6)}"),
            key("app.mood", "sad", "ok", "happy"),
            value("app.mood[]", "{}", "{sad}", "{sad,ok}", "{{sad},{ok}}"),
            key("app.amount", TypePool::number, "1", "1.0", "2"),
            value("app.label", "none", "a", ""),
            key("app.pair", "(1,a)", "(1,)", "(,a)", "(1,\"\")", "(2,a)"),
            value(
                    "app.nest",
                    "(\"(1,a)\",{sad},\"{\"\"a\"\": 1}\")",
                    "(\"(1,a)\",{ok},\"{\"\"a\"\": 1}\")",
                    "(,,)",
                    "(\"(,)\",{},null)"),
            key("inet", "10.0.0.1", "10.0.0.1/24", "::1"),
            key("cidr", "10.0.0.0/24", "10.0.0.0/25"),
            key("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:04"),
            key("bit(3)", "101", "100"),
            key("bit varying", "", "1", "10", "100"),
            key("money", "1.00", "2.50", "-1"),
            value("point", "(0,0)", "(-0,0)", "(1,NaN)"),
            value("path", "((0,0),(1,1))", "[(0,0),(1,1)]"),
            value("box", "(1,1),(0,0)", "(2,2),(0,0)"),
            value("circle", "<(0,0),1>", "<(0,0),2>"),
            value("line", "{1,2,3}", "{1,2,4}"),
            value("lseg", "[(0,0),(1,1)]", "[(1,1),(0,0)]"),
            value("polygon", "((0,0),(1,1))", "((0,0),(1,1),(2,2))"),
            key("tsvector", "a:1", "a:2", "a:1A", "a b", ""),
            key("tsquery", "a & b", "a | b", "!a"),
            key("pg_lsn", "0/1", "1/0"),
            key("oid", "1", "4294967295"),
            key("xid", "3", "4"),
            key("xid8", "3", "18446744073709551615"),
            value("regclass", "pg_class", "pg_type", "app.t", "1"),
            value("regtype", "int4", "app.mood"),
            value("aclitem", "=r/postgres", "postgres=r/postgres"),
            value("jsonpath", "$.a", "$.b", "strict $.a"),
            value("txid_snapshot", "10:20:10,14", "10:20:"),
            value("refcursor", "a", "b"));

    static TypePool any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    static TypePool anyKey(Random random) {
        List<TypePool> keys = ALL.stream().filter(TypePool::key).toList();
        return keys.get(random.nextInt(keys.size()));
    }

    /** A value as SQL; NULL now and then. */
    String literal(Random random, double nulls) {
        if (random.nextDouble() < nulls && !type.equals("app.label")) {
            return "NULL";
        }
        return "E'"
                + values.get(random.nextInt(values.size()))
                        .replace("\\", "\\\\")
                        .replace("'", "''") + "'::" + type;
    }

    private static TypePool key(String type, String... values) {
        return new TypePool(type, List.of(values), true, text -> text);
    }

    private static TypePool key(String type, UnaryOperator<String> canonical, String... values) {
        return new TypePool(type, List.of(values), true, canonical);
    }

    private static TypePool value(String type, String... values) {
        return new TypePool(type, List.of(values), false, text -> text);
    }

    private static String number(String text) {
        return text.matches("-?[0-9].*")
                ? new BigDecimal(text).add(BigDecimal.ZERO).stripTrailingZeros().toPlainString()
                : text;
    }

    /** A month is 30 days for the operator, and a day 24 hours. */
    private static String interval(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        long days = (part(parts, 1) * 12 + part(parts, 2)) * 30 + part(parts, 3);
        long seconds = part(parts, 5) * 3_600 + part(parts, 6) * 60 + part(parts, 7);
        return days * 86_400 + ("-".equals(parts.group(4)) ? -seconds : seconds) + "." + parts.group(8);
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
