package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reverseetl.model.Model;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.groups.Tuple;

/** The trees that the server prints are those of the models, whatever else it prints in between. */
class PrintedTreesIT {
    private static final List<String> SETTINGS = List.of(
            "search_path = pg_catalog",
            "debug_print_parse = on",
            "debug_print_rewritten = on",
            "debug_print_plan = on",
            "debug_pretty_print = on",
            "quote_all_identifiers = on",
            "standard_conforming_strings = off");

    private static final Tuple[] TRUTH = {
        tuple("constants", Verdict.OK_EXCEPT_OPAQUE),
        tuple("lacks", Verdict.MISSING),
        tuple("has", Verdict.OK),
        tuple("filtered", Verdict.FILTERED),
        tuple("broken", Verdict.UNRESOLVABLE),
        tuple("has too", Verdict.OK)
    };

    @OutermostPostgres
    void areToldApart(TestDatabase database) throws SQLException {
        Login role = database.createLogin("segment");
        Login weak = database.createLogin("weak");
        database.run(
                "CREATE SCHEMA app",
                "CREATE TABLE app.has (id int PRIMARY KEY)",
                "CREATE TABLE app.lacks (id int PRIMARY KEY)",
                "CREATE TABLE app.filtered (id int PRIMARY KEY)",
                "ALTER TABLE app.filtered ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON app.filtered USING (id > 7)",
                "CREATE FUNCTION app.positive(int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT $1 > 0); END $$",
                "CREATE FUNCTION app.positive_too(int) RETURNS bool LANGUAGE sql AS 'SELECT $1 > 0'",
                "CREATE DOMAIN app.number AS int CHECK (app.positive(VALUE)) CHECK (app.positive_too(VALUE))",
                "GRANT USAGE ON SCHEMA app TO PUBLIC",
                "GRANT SELECT ON app.has, app.filtered TO " + role.quotedRole(),
                "ALTER ROLE " + role.quotedRole() + " SET search_path = app");
        for (String setting : SETTINGS) {
            database.run("ALTER DATABASE " + database.quotedName() + " SET " + setting);
            assertThat(verdicts(role, database)).as("superuser, %s", setting).containsExactly(TRUTH);
            assertThat(verdicts(role, weak)).as("weak, %s", setting).containsExactly(TRUTH);
            weak.database().run("ALTER ROLE " + weak.quotedRole() + " SET default_transaction_read_only = on");
            assertThat(verdicts(role, weak))
                    .as("weak and read-only, %s", setting)
                    .containsExactly(TRUTH);
            weak.database().run("ALTER ROLE " + weak.quotedRole() + " RESET default_transaction_read_only");
            database.run("ALTER DATABASE " + database.quotedName() + " RESET ALL");
        }
    }

    private static List<Tuple> verdicts(Login role, TestDatabase database) {
        return verdicts(PermissionAudit.builder().connection(database.dataSource()), role);
    }

    private static List<Tuple> verdicts(Login role, Login auditor) {
        return verdicts(PermissionAudit.builder().connection(auditor.dataSource()), role);
    }

    private static List<Tuple> verdicts(PermissionAuditBuilder builder, Login role) {
        return builder
                .role(role.role())
                .model(Model.of("constants", "SELECT id, '{5,6}'::app.number[] AS numbers FROM app.has", "id"))
                .model(Model.of("lacks", "SELECT id FROM app.lacks", "id"))
                .model(Model.of("has", "SELECT id FROM app.has", "id"))
                .model(Model.of("filtered", "SELECT id FROM app.filtered", "id"))
                .model(Model.of("broken", "SELECT nothing FROM app.has", "id"))
                .model(Model.of("has too", "SELECT id, id AS other FROM app.has", "id"))
                .build()
                .run()
                .models()
                .stream()
                .map(model -> tuple(model.name(), model.verdict()))
                .toList();
    }
}
