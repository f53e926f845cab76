package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The queries of PostgreSQL's own tests, replayed: of a role without rights an audit says exactly what they need. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class RegressionScriptsIT {
    @OutermostPostgres
    void rules(TestDatabase database) throws SQLException {
        assertThat(replay(database, "rules", "select_views")).isGreaterThan(130);
    }

    @OutermostPostgres
    void subqueries(TestDatabase database) throws SQLException {
        assertThat(replay(database, "subselect", "with")).isGreaterThan(180);
    }

    @OutermostPostgres
    void materializedViews(TestDatabase database) throws SQLException {
        assertThat(replay(database, "matview")).isGreaterThan(25);
    }

    @Tag("long")
    @OutermostPostgres
    void rowSecurity(TestDatabase database) throws SQLException {
        assertThat(replay(database, "rowsecurity")).isGreaterThan(140);
    }

    @Tag("long")
    @OutermostPostgres
    void viewsOnViews(TestDatabase database) throws SQLException {
        assertThat(replay(database, "updatable_views", "create_view")).isGreaterThan(250);
    }

    @Tag("long")
    @OutermostPostgres
    void functions(TestDatabase database) throws SQLException {
        assertThat(replay(database, "rangefuncs")).isGreaterThan(190);
    }

    private static int replay(TestDatabase database, String... names) throws SQLException {
        return ScriptReplay.of(
                database,
                Stream.concat(Stream.of("test_setup"), Stream.of(names))
                        .map(RegressionScript::new)
                        .toList());
    }
}
