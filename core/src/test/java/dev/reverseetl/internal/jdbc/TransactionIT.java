package dev.reverseetl.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.reverseetl.internal.jdbc.Transaction.Access;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.WireProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How statements are sent, rows read and failures told. */
class TransactionIT {
    private static final Query<Boolean> NOTHING = Query.of("SELECT true AS yes", row -> row.flag("yes"));

    @Test
    void bindsParametersAndReadsRows(@OnePostgres TestDatabase database) {
        Query<String> query = Query.of(
                """
                SELECT name, count, flag, texts FROM (VALUES (CAST(? AS text), CAST(? AS int8), CAST(? AS bool), CAST(? AS text[])))
                    AS v(name, count, flag, texts)""",
                row -> row.name("name") + "|" + row.text("name") + "|" + row.number("count") + "|" + row.flag("flag")
                        + "|" + row.texts("texts"),
                "it's \"?\"",
                4_294_967_295L,
                true,
                List.of("a,b", "{}", "\"", ""));
        try (Transaction transaction = begin(database.dataSource(), Access.READ_ONLY)) {
            assertThat(transaction.read(query))
                    .containsExactly("it's \"?\"|it's \"?\"|4294967295|true|[a,b, {}, \", ]");
        }
    }

    @Test
    void readsNullsAsNothing(@OnePostgres TestDatabase database) {
        Query<String> query = Query.of(
                "SELECT NULL::text AS name, NULL::int8 AS count, NULL::bool AS flag, NULL::text[] AS texts",
                row -> row.optionalText("name") + "|" + row.number("count") + "|" + row.flag("flag") + "|"
                        + row.texts("texts"));
        Query<Identifier> missing = Query.of("SELECT NULL::text AS name", row -> row.name("name"));
        try (Transaction transaction = begin(database.dataSource(), Access.READ_ONLY)) {
            assertThat(transaction.read(query)).containsExactly("Optional.empty|0|false|[]");
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction.read(missing))
                    .withMessage("Column name is null");
        }
    }

    @Test
    void sendsSeveralQueriesInOneRoundTrip(@OnePostgres TestDatabase database) throws Exception {
        Query<Long> one = Query.of("SELECT CAST(? AS int8) AS n", row -> row.number("n"), 1L);
        Query<Long> many = Query.of("SELECT n FROM generate_series(1, ?) AS n", row -> row.number("n"), 3L);
        Query<Long> none = Query.of("SELECT 1 AS n WHERE false", row -> row.number("n"));
        try (WireProxy proxy = WireProxy.to(database.server());
                Transaction transaction = begin(
                        proxy.dataSource(
                                database.name(), "postgres", database.server().superuserPassword()),
                        Access.READ_ONLY)) {
            proxy.reset();
            Results results = transaction.read(List.of(one, many, none));
            assertThat(proxy.roundTrips()).isEqualTo(1);
            assertThat(results.of(one)).containsExactly(1L);
            assertThat(results.of(many)).containsExactly(1L, 2L, 3L);
            assertThat(results.of(none)).isEmpty();
            assertThatNullPointerException()
                    .isThrownBy(() -> results.of(NOTHING))
                    .withMessageContaining("not sent");
        }
    }

    @Test
    void writesOnlyWhereItMay(@OnePostgres TestDatabase database) throws SQLException {
        try (Transaction transaction = begin(database.dataSource(), Access.READ_ONLY)) {
            assertThatExceptionOfType(StatementFailure.class)
                    .isThrownBy(() -> transaction.run("CREATE TABLE public.things (id int)"))
                    .satisfies(e -> assertThat(e.sqlState()).isEqualTo("25006"));
        }
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            transaction.run("CREATE TABLE public.forgotten (id int)");
        }
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            transaction.run("CREATE TABLE public.kept (id int)");
            transaction.commit();
        }
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("kept");
    }

    @EachPostgres
    void isIndependentOfTheHostsSettings(TestDatabase database) throws SQLException {
        for (String setting : List.of(
                "search_path = nowhere",
                "lock_timeout = 1",
                "statement_timeout = 60000",
                "default_transaction_isolation = serializable",
                "default_transaction_read_only = on",
                "standard_conforming_strings = off",
                "synchronous_commit = off",
                "client_min_messages = debug5")) {
            database.run("ALTER DATABASE " + database.quotedName() + " SET " + setting);
        }
        boolean newer = database.server().major() >= 17;
        if (newer) {
            database.run("ALTER DATABASE " + database.quotedName() + " SET transaction_timeout = 60000");
        }
        Query<String> settings = Query.of("""
                SELECT string_agg(name || ' ' || setting, ', ' ORDER BY name) AS text FROM pg_settings
                 WHERE name IN ('search_path', 'lock_timeout', 'transaction_isolation', 'transaction_read_only',
                                'transaction_timeout', 'standard_conforming_strings', 'client_min_messages',
                                'synchronous_commit')""", row -> row.text("text"));
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            assertThat(transaction.read(settings))
                    .containsExactly("client_min_messages warning, lock_timeout 2000, search_path pg_catalog, pg_temp,"
                            + " standard_conforming_strings on, synchronous_commit local,"
                            + " transaction_isolation read committed,"
                            + " transaction_read_only off" + (newer ? ", transaction_timeout 0" : ""));
        }
    }

    @Test
    void tellsTheWarningsOfAStatement(@OnePostgres TestDatabase database) {
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            assertThat(transaction.run(
                            "DO $$ BEGIN RAISE NOTICE 'a'; RAISE WARNING 'b'; RAISE WARNING USING ERRCODE = '01007',"
                                    + " MESSAGE = 'c'; END $$"))
                    .containsExactly("01000", "01007");
            assertThat(transaction.run("SELECT 1")).isEmpty();
        }
    }

    @Test
    void runsABatchUpToTheFirstFailure(@OnePostgres TestDatabase database) {
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            assertThat(transaction.runTogether(List.of("SAVEPOINT here", "CREATE TABLE public.a (id int)")))
                    .isEmpty();
            StatementFailure failure = transaction
                    .runTogether(List.of("CREATE TABLE public.b (id int)", "SELECT 1/0", "SELECT nothing"))
                    .orElseThrow();
            assertThat(failure.sqlState()).isEqualTo("22012");
            assertThat(failure.getMessage()).startsWith("division by zero");
            transaction.run("ROLLBACK TO SAVEPOINT here");
            assertThat(transaction.read(NOTHING)).containsExactly(true);
        }
    }

    @Test
    void tellsAFailureWithoutTheStatementOrAnyRow(@OnePostgres TestDatabase database) throws SQLException {
        database.run("CREATE TABLE public.people (email text UNIQUE)");
        try (Transaction transaction = begin(database.dataSource(), Access.READ_WRITE)) {
            transaction.run("INSERT INTO public.people VALUES ('ann@example.com')");
            assertThatExceptionOfType(StatementFailure.class)
                    .isThrownBy(() -> transaction.run("INSERT INTO public.people VALUES ('ann@example.com')"))
                    .withMessage("duplicate key value violates unique constraint \"people_email_key\" (SQLSTATE 23505)")
                    .satisfies(e -> assertThat(e.isConcurrency())
                            .as("no row of a catalog")
                            .isFalse());
        }
    }

    private static Transaction begin(DataSource dataSource, Access access) {
        return Transaction.begin(
                        ConnectionSource.of(dataSource),
                        access,
                        Duration.ofSeconds(2),
                        Deadline.after(Duration.ofMinutes(1)),
                        NOTHING)
                .transaction();
    }
}
