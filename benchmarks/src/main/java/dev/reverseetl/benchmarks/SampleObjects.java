package dev.reverseetl.benchmarks;

import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/**
 * Many narrow tables, and views, views on views and functions on some of them. The role may use four of five tables, in
 * schema {@code app}, and the views and functions of the same kind; the others are in schema {@code closed}, which it
 * may not use, or without a grant.
 *
 * @param tables how many tables are used; the database may have more
 */
record SampleObjects(int tables) {
    /** The views need 300 in schema {@code app}. */
    static final int FEWEST = 350;

    private static final int VIEWS = 100;
    /** As many as the locks of one transaction should be. */
    private static final int CHUNK = 5_000;

    /** A table that the role may read; another one for each number and each place in a query. */
    String table(int number, int which) {
        int open = tables / 5 * 4;
        return "app.t_" + (number * 7 + which * 1_361) % open;
    }

    /** A table that the role may not read: every other one also in a schema that it may not use. */
    String closedTable(int number, int which) {
        int first = tables / 5 * 4;
        int place = first + (number * 7 + which * 631) % (tables - first);
        return schema(place) + ".t_" + place;
    }

    private String schema(int table) {
        return table < tables / 10 * 9 ? "app" : "closed";
    }

    String view(int number, boolean granted) {
        return (granted ? "app.v_" : "app.closed_v_") + number % VIEWS;
    }

    String viewOnViews(int number, boolean granted) {
        return (granted ? "app.w_" : "app.closed_w_") + number % VIEWS;
    }

    /** In turn: a body in standard SQL, a body as text, and PL/pgSQL. */
    String function(int number, boolean granted) {
        return (granted ? "app.f_" : "app.closed_f_") + number % VIEWS;
    }

    /** Creates all of it, and further tables that nobody uses. */
    void create(TestDatabase database, String role, int allTables) throws SQLException {
        database.run("CREATE SCHEMA app", "CREATE SCHEMA closed", "GRANT USAGE ON SCHEMA app TO " + role);
        for (int from = 0; from < allTables; from += CHUNK) {
            database.run(createTables(from, Math.min(allTables, from + CHUNK), role));
        }
        database.run(createViews("", role), createViews("closed_", ""));
        database.run(createFunctions("", role), createFunctions("closed_", ""));
        // As after some time in operation; autovacuum is off, so that it doesn't run meanwhile.
        for (String catalog : database.queryColumn(
                String.class,
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace"
                        + " AND relkind = 'r' AND NOT relisshared")) {
            database.run("VACUUM ANALYZE pg_catalog." + catalog);
        }
    }

    private String createTables(int from, int to, String role) {
        return """
                DO $$
                DECLARE
                  name text;
                BEGIN
                  FOR i IN %d .. %d LOOP
                    name := CASE WHEN i BETWEEN %d AND %d THEN 'closed' ELSE 'app' END || '.t_' || i;
                    EXECUTE 'CREATE TABLE ' || name || ' (id int, a int, b int)';
                    IF i < %d THEN
                      EXECUTE 'GRANT SELECT ON ' || name || ' TO %s';
                    END IF;
                  END LOOP;
                END $$""".formatted(from, to - 1, tables / 10 * 9, tables - 1, tables / 5 * 4, role);
    }

    private String createViews(String prefix, String role) {
        return """
                DO $$
                DECLARE
                  one text;
                  other text;
                BEGIN
                  FOR i IN 0 .. %1$d LOOP
                    EXECUTE format('CREATE VIEW app.%2$sv_%%s AS SELECT x.id, sum(y.a) AS total FROM app.t_%%s x'
                                   ' JOIN app.t_%%s y ON y.b = x.id GROUP BY x.id', i, i * 3, i * 3 + 1);
                  END LOOP;
                  FOR i IN 0 .. %1$d LOOP
                    EXECUTE format('CREATE VIEW app.%2$sw_%%s AS SELECT v.id, v.total + o.total AS total'
                                   ' FROM app.%2$sv_%%s v JOIN app.%2$sv_%%s o USING (id)', i, i, (i + 1) %% %3$d);
                    IF '%4$s' <> '' THEN
                      EXECUTE format('GRANT SELECT ON app.v_%%s, app.w_%%s TO %4$s', i, i);
                    END IF;
                  END LOOP;
                END $$""".formatted(VIEWS - 1, prefix, VIEWS, role);
    }

    private String createFunctions(String prefix, String role) {
        return """
                DO $$
                BEGIN
                  FOR i IN 0 .. %1$d LOOP
                    EXECUTE format(CASE i %% 3
                        WHEN 0 THEN 'CREATE FUNCTION app.%2$sf_%%s(x int) RETURNS int LANGUAGE sql RETURN x * %%s'
                        WHEN 1 THEN 'CREATE FUNCTION app.%2$sf_%%s(x int) RETURNS bigint LANGUAGE sql STABLE'
                                    ' AS ''SELECT count(*) FROM app.t_%%s WHERE a = x'''
                        ELSE 'CREATE FUNCTION app.%2$sf_%%s(x int) RETURNS int LANGUAGE plpgsql'
                             ' AS ''BEGIN RETURN x + %%s; END''' END, i, i);
                    IF '%3$s' = '' THEN
                      EXECUTE format('REVOKE EXECUTE ON FUNCTION app.%2$sf_%%s FROM PUBLIC', i);
                    END IF;
                  END LOOP;
                END $$""".formatted(VIEWS - 1, prefix, role);
    }
}
