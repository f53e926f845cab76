package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.EachAdmin;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an audit proposes is enough, is nothing too much, and is all that is proposed. */
@Execution(ExecutionMode.CONCURRENT)
class MetaRulesIT {
    private static final Map<String, String> AFTER_THE_FIX = Map.of(
            "columns", "OK []",
            "locks", "OK []",
            "view", "OK []",
            "function", "OK []",
            "opaque", "OK_EXCEPT_OPAQUE []",
            "filtered", "FILTERED []",
            "schema", "OK []",
            "fine", "OK []",
            "broken", "UNRESOLVABLE []");

    @EachAdmin
    void theFixIsEnough(TestDatabase database, Login admin) throws SQLException {
        AuditedApp app = AuditedApp.create(admin);
        AuditReport report = app.audit().build().run();
        assertThat(report.fixSql()).as("audit").isNotEmpty();
        try (TestSession session = admin.session()) {
            session.run(report.fixSql().toArray(String[]::new));
        }
        AuditReport again = app.audit().build().run();
        assertThat(app.answers(again)).as("audit after the fix").isEqualTo(new TreeMap<>(AFTER_THE_FIX));
        assertThat(again.fixSql()).as("audit after the fix").isEmpty();
    }

    @EachAdmin(AdminShape.SUPERUSER)
    void eachPartOfTheFixIsNeededAndFoundMissingAgain(TestDatabase database, Login admin) throws SQLException {
        AuditedApp app = AuditedApp.create(admin);
        List<String> fixSql = app.audit().columnGrants().build().run().fixSql();
        assertThat(fixSql).as("audit").hasSizeGreaterThan(5);
        database.run(fixSql.toArray(String[]::new));
        for (String grant : fixSql) {
            database.run(grant.replaceFirst("^GRANT ", "REVOKE ").replaceFirst(" TO ", " FROM "));
            AuditReport report = app.audit().columnGrants().build().run();
            assertThat(report.fixSql()).as("audit without %s", grant).containsExactly(grant);
            database.run(grant);
        }
        assertThat(app.audit().columnGrants().build().run().fixSql())
                .as("audit in the end")
                .isEmpty();
    }
}
