package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/** Functions and operators in public that shadow built-ins are never called. */
class HostileSearchPathIT {
    @EachAdmin({AdminShape.SUPERUSER, AdminShape.RDS})
    void changesNothingOfWhatWeDo(TestDatabase database, Login admin) throws SQLException {
        String role = database.uniqueRole("segment");
        new StartingState(StartingState.Role.ABSENT, StartingState.Schema.ABSENT, StartingState.Grants.NONE)
                .create(database, admin, role, "__segment_reverse_etl");
        database.run(
                "CREATE TABLE public.trap (fell text)",
                "GRANT ALL ON public.trap TO PUBLIC",
                trap("pg_has_role(name, oid, text)", "bool", "true"),
                trap("has_schema_privilege(oid, oid, text)", "bool", "true"),
                trap("has_table_privilege(oid, oid, text)", "bool", "true"),
                trap("has_database_privilege(oid, oid, text)", "bool", "true"),
                trap("set_config(text, text, boolean)", "text", "''"),
                trap("current_setting(text)", "text", "'0'"),
                trap("version()", "text", "'hijacked'"),
                trap("pg_advisory_xact_lock(bigint)", "void", "NULL"),
                trap("pg_backend_pid()", "int4", "1"),
                trap("eq(name, text)", "bool", "true"),
                trap("eq(oid, oid)", "bool", "true"),
                "CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = text, FUNCTION = public.eq)",
                "CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = public.eq)",
                "CREATE DOMAIN public.text AS pg_catalog.int4",
                "ALTER DATABASE " + database.quotedName() + " SET search_path = public, pg_catalog");
        ReverseEtlSourceSetup setup = Setups.builder(admin)
                .role(role)
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
        CatalogSnapshot before = CatalogSnapshot.of(database);
        SetupPlan plan = setup.plan();
        assertThat(plan.steps()).extracting(PlanStep::code).contains("CREATE_ROLE", "CREATE_SCHEMA", "GRANT");
        SetupResult result = setup.apply(plan);
        assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
        assertThat(setup.plan().isEmpty()).isTrue();
        setup.undo(result.undoRecord());
        assertThat(CatalogSnapshot.of(database).lines()).isEqualTo(before.lines());
        assertThat(database.rows("SELECT fell FROM public.trap")).isEmpty();
    }

    private static String trap(String signature, String type, String result) {
        return "CREATE FUNCTION public." + signature + " RETURNS pg_catalog." + type
                + " LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.trap VALUES (" + "'"
                + signature.replace("'", "''") + "'); " + (type.equals("void") ? "" : "RETURN " + result + "; ")
                + "END $$";
    }
}
