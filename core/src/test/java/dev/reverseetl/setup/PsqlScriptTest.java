package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.CreateRole;
import dev.reverseetl.internal.change.CreateSchema;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script runs the administrator's own steps only; whatever else it holds is comment, whatever the names are. */
class PsqlScriptTest {
    private static final Identifier ROLE = Identifier.of("segment");

    @Test
    void runsTheOwnStepsInOneTransactionUnderTheLock() {
        String script = plan(ROLE, own(new CreateRole(ROLE, 0, true, -1, Optional.empty())))
                .toPsqlScript();
        assertThat(commands(script))
                .containsExactly(
                        "\\set ON_ERROR_STOP on",
                        "\\encoding UTF8",
                        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;",
                        "SET LOCAL search_path TO pg_catalog, pg_temp;",
                        "SET LOCAL lock_timeout TO '10s';",
                        "SELECT pg_catalog.pg_advisory_xact_lock(" + SetupLock.KEY + ");",
                        "CREATE ROLE \"segment\" LOGIN PASSWORD :'verifier';",
                        "COMMIT;");
        assertThat(script).contains("-v verifier=").endsWith("\nCOMMIT;\n");
    }

    @Test
    void asksForNoVerifierWhereNoneIsNeeded() {
        assertThat(plan(ROLE, own(new CreateRole(ROLE, 0, false, -1, Optional.empty())))
                        .toPsqlScript())
                .doesNotContain("verifier");
        assertThat(plan(ROLE, foreign(new CreateRole(ROLE, 0, true, -1, Optional.empty()), "a superuser"))
                        .toPsqlScript())
                .doesNotContain("-v verifier=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nDROP TABLE x; --", "\r\nDROP TABLE x; --", "\rDROP TABLE x; --", "\u000bDROP TABLE x; --",
                "\fDROP TABLE x; --", "\u0085DROP TABLE x; --", "\u2028DROP TABLE x; --", "\u2029DROP TABLE x; --",
                "\n\\! rm x", "*/ DROP TABLE x; --", "\";\nDROP TABLE x; --"
            })
    void letsNoNameEndAComment(String text) {
        Identifier name = Identifier.of(text);
        SetupPlan plan = plan(
                name,
                foreign(new CreateSchema(name, 0, Optional.of(name)), text),
                new SqlStep(grant(name), text, Optional.empty(), true));
        assertThat(commands(plan.toPsqlScript())).hasSize(7).last().isEqualTo("COMMIT;");
        assertThat(plan.toPsqlScript()).contains("NOT RUN HERE");
    }

    @Test
    void runsNeitherForeignStepsNorThoseThatWaitForThem() {
        SetupPlan plan = plan(
                ROLE,
                foreign(new CreateRole(ROLE, 0, false, -1, Optional.empty()), "a superuser"),
                new SqlStep(grant(ROLE), "why", Optional.empty(), true));
        assertThat(plan.toPsqlScript())
                .contains("-- CREATE ROLE \"segment\" LOGIN;")
                .contains("-- GRANT USAGE ON SCHEMA \"segment\" TO \"segment\";")
                .contains("to be run by a superuser");
        assertThat(commands(plan.toPsqlScript())).noneMatch(line -> line.contains("ROLE") || line.contains("GRANT"));
    }

    /** What psql, for which a comment ends at a line feed or carriage return, would run. */
    private static List<String> commands(String script) {
        return List.of(script.split("[\n\r]", -1)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .toList();
    }

    private static SetupPlan plan(Identifier name, PlanStep... steps) {
        return new SetupPlan(
                PlanPurpose.SET_UP,
                ManagedTables.KEEP,
                name,
                name,
                name,
                List.of(steps),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static PlanStep own(Change change) {
        return new SqlStep(change, "why", Optional.empty(), false);
    }

    private static PlanStep foreign(Change change, String text) {
        return new SqlStep(change, text, Optional.of(new ForeignStep(text, text)), false);
    }

    private static GrantPrivileges grant(Identifier name) {
        return new GrantPrivileges(DatabaseObject.schema(9, name), List.of(Privilege.USAGE), name, false);
    }
}
