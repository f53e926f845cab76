package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;

/** What somebody has built outside the managed schema on what is in it doesn't go with it, not even if tables may. */
class ManagedSchemaInUseIT {
    /** What is built on the table {@code checkpoints}, and how it is taken away. */
    private static final Map<String, String> BUILT = Map.of(
            "CREATE VIEW public.built AS SELECT id FROM __segment_reverse_etl.checkpoints",
            "VIEW public.built",
            "CREATE MATERIALIZED VIEW public.built AS SELECT id FROM __segment_reverse_etl.checkpoints",
            "MATERIALIZED VIEW public.built",
            "CREATE TABLE public.built (id int REFERENCES __segment_reverse_etl.checkpoints)",
            "TABLE public.built",
            "CREATE FUNCTION public.built(__segment_reverse_etl.checkpoints) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "FUNCTION public.built",
            "CREATE FUNCTION public.built() RETURNS bigint LANGUAGE sql BEGIN ATOMIC"
                    + " SELECT count(*) FROM __segment_reverse_etl.checkpoints; END",
            "FUNCTION public.built",
            "CREATE TABLE public.built (c __segment_reverse_etl.checkpoints)",
            "TABLE public.built",
            "CREATE TABLE public.built (c __segment_reverse_etl.mood)",
            "TABLE public.built",
            "CREATE TABLE public.built (id int DEFAULT __segment_reverse_etl.one())",
            "TABLE public.built",
            "CREATE TABLE public.built (id int DEFAULT nextval('__segment_reverse_etl.counter'))",
            "TABLE public.built",
            "CREATE TABLE public.built (id int);"
                    + " CREATE TRIGGER t BEFORE INSERT ON public.built EXECUTE FUNCTION __segment_reverse_etl.note()",
            "TABLE public.built");

    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void isABlockerOfUndoAndTeardown(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        CatalogSnapshot before = CatalogSnapshot.of(database);
        ReverseEtlSourceSetup setup = Setups.builder(admin).role(role).build();
        UndoRecord record = setup.apply(setup.plan()).undoRecord();
        database.run(
                "SET ROLE " + role,
                "CREATE TABLE __segment_reverse_etl.checkpoints (id int PRIMARY KEY)",
                "CREATE VIEW __segment_reverse_etl.own AS SELECT id FROM __segment_reverse_etl.checkpoints",
                "CREATE TYPE __segment_reverse_etl.mood AS ENUM ('fine')",
                "CREATE FUNCTION __segment_reverse_etl.one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION __segment_reverse_etl.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE SEQUENCE __segment_reverse_etl.counter",
                "CREATE TABLE __segment_reverse_etl.records (id int DEFAULT __segment_reverse_etl.one(), data text)",
                "RESET ROLE");
        for (Map.Entry<String, String> built : BUILT.entrySet()) {
            database.run(built.getKey());
            CatalogSnapshot used = CatalogSnapshot.of(database);
            SetupPlan teardown = setup.teardown(ManagedTables.DROP);
            assertThat(teardown.blockers())
                    .as(built.getKey())
                    .extracting(Finding::code)
                    .containsExactly("MANAGED_SCHEMA_IN_USE");
            assertThat(teardown.blockers().get(0).message()).as(built.getKey()).contains("built");
            assertThatRefuses(ErrorCode.PLAN_BLOCKED, () -> setup.apply(teardown), built.getKey());
            assertThatRefuses(ErrorCode.UNDO_REFUSED, () -> setup.undo(record, ManagedTables.DROP), built.getKey());
            assertThat(CatalogSnapshot.of(database).changesSince(used))
                    .as(built.getKey())
                    .isEmpty();
            database.run("DROP " + built.getValue());
        }
        assertThat(setup.teardown(ManagedTables.DROP).blockers()).isEmpty();
        assertThat(setup.teardown().blockers()).extracting(Finding::code).containsExactly("MANAGED_SCHEMA_NOT_EMPTY");
        setup.undo(record, ManagedTables.DROP);
        assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
    }

    private static void assertThatRefuses(ErrorCode code, Runnable verb, String built) {
        assertThatExceptionOfType(ReverseEtlException.class)
                .as(built)
                .isThrownBy(verb::run)
                .withMessageContaining("built")
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
