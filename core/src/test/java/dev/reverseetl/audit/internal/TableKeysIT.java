package dev.reverseetl.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.jdbc.Transaction.Access;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Only what PostgreSQL enforces on every row counts as a key. */
class TableKeysIT {
    @OutermostPostgres
    void areWhatPostgresEnforces(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE t (a int PRIMARY KEY, gone int NOT NULL, b int NOT NULL, c int, d int UNIQUE, e int,"
                        + " UNIQUE (c, b) INCLUDE (e))",
                "ALTER TABLE t DROP COLUMN gone");
        assertThat(keys(database, "t"))
                .containsExactly(
                        new TableKeys(oid(database, "t"), Set.of(1, 3), List.of(Set.of(1), Set.of(5), Set.of(4, 3))));
    }

    @OutermostPostgres
    void areNoOtherIndexes(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE t (a int, b int, c int UNIQUE DEFERRABLE, d int)",
                "CREATE INDEX ON t (a)",
                "CREATE UNIQUE INDEX ON t (b) WHERE b > 0",
                "CREATE UNIQUE INDEX ON t ((d + 1))",
                "CREATE UNIQUE INDEX ON t (d, (d + 1))",
                "INSERT INTO t (a) VALUES (1), (1)");
        assertThat(database.queryOne(Boolean.class, "SELECT count(*) = 5 FROM pg_index WHERE indrelid = 't'::regclass"))
                .isTrue();
        assertThat(keys(database, "t")).containsExactly(new TableKeys(oid(database, "t"), Set.of(), List.of()));
    }

    @OutermostPostgres
    void areNoInvalidIndexes(TestDatabase database) throws SQLException {
        database.run("CREATE TABLE t (a int)", "CREATE UNIQUE INDEX i ON t (a)");
        assertThat(keys(database, "t").get(0).unique()).containsExactly(Set.of(1));
        database.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass");
        assertThat(keys(database, "t").get(0).unique()).isEmpty();
    }

    @OutermostPostgres
    void ofAParentSayNothingOfItsChildren(TestDatabase database) throws SQLException {
        database.run("CREATE TABLE t (a int PRIMARY KEY)", "CREATE TABLE child () INHERITS (t)");
        assertThat(keys(database, "t")).isEmpty();
        assertThat(keys(database, "child").get(0).unique()).isEmpty();
        database.run("DROP TABLE child");
    }

    @OutermostPostgres
    void ofAPartitionedTableHoldInAllPartitions(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE t (a int PRIMARY KEY) PARTITION BY RANGE (a)", "CREATE TABLE p PARTITION OF t DEFAULT");
        assertThat(keys(database, "t"))
                .containsExactly(new TableKeys(oid(database, "t"), Set.of(1), List.of(Set.of(1))));
    }

    @OutermostPostgres
    void ofMaterializedViewsCountAndOthersHaveNone(TestDatabase database) throws SQLException {
        database.run(
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a",
                "CREATE UNIQUE INDEX ON m (a)",
                "CREATE VIEW v AS SELECT 1 AS a",
                "CREATE FOREIGN DATA WRAPPER w",
                "CREATE SERVER s FOREIGN DATA WRAPPER w",
                "CREATE FOREIGN TABLE f (a int NOT NULL) SERVER s");
        assertThat(keys(database, "m", "v", "f"))
                .containsExactly(new TableKeys(oid(database, "m"), Set.of(), List.of(Set.of(1))));
    }

    @OutermostPostgres(since = 18)
    void areNoConstraintsThatAreNotValidated(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE t (a int, b int NOT NULL)",
                "INSERT INTO t VALUES (NULL, 1)",
                "ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID");
        assertThat(keys(database, "t").get(0).notNull()).containsExactly(2);
    }

    private static List<TableKeys> keys(TestDatabase database, String... tables) throws SQLException {
        List<Long> oids = database.queryColumn(
                Long.class,
                "SELECT t::regclass::oid::int8 FROM unnest('{" + String.join(",", tables) + "}'::text[]) AS t");
        return Transaction.begin(
                        ConnectionSource.of(database.dataSource()),
                        Access.READ_ONLY,
                        Duration.ofSeconds(2),
                        Deadline.after(Duration.ofSeconds(60)),
                        TableKeys.query(oids))
                .rows();
    }

    private static long oid(TestDatabase database, String table) throws SQLException {
        return database.queryOne(Long.class, "SELECT '" + table + "'::regclass::oid::int8");
    }
}
