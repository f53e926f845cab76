package dev.reverseetl.audit;

import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import dev.reverseetl.testing.TestSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the statements of scripts and proves their queries for a role without rights, each before anything that it may
 * depend on is changed.
 */
final class ScriptReplay {
    private static final Pattern NO_PLAIN_QUERY = Pattern.compile(
            "(?is).*(\\binto\\b|\\bdelete from\\b|\\bupdate \\w+ set\\b|pg_sleep|random\\(|nextval|now\\(\\)).*");
    private static final Pattern CHANGE = Pattern.compile(
            "(?is)(drop|alter|grant|revoke|create (or replace|policy|rule)|set|reset|refresh|truncate)\\b.*");
    /** Others don't see what isn't committed. */
    private static final Pattern TRANSACTION =
            Pattern.compile("(?is)(begin|start transaction|commit|rollback|end|abort|savepoint|release)\\b.*");

    private static final Pattern NEW_ROLE = Pattern.compile("(?is)create (?:role|user|group) (\\w+).*");

    private final TestDatabase database;
    private final Login role;
    private final Map<String, String> queries = new TreeMap<>();
    private int proved;

    private ScriptReplay(TestDatabase database) throws SQLException {
        this.database = database;
        role = database.createLogin("segment");
    }

    /** Runs scripts one after the other, and returns how many queries were proved. */
    static int of(TestDatabase database, List<RegressionScript> scripts) throws SQLException {
        ScriptReplay replay = new ScriptReplay(database);
        try (TestSession session = new TestSession(database.dataSource().getConnection())) {
            session.run("SET statement_timeout = '20s'");
            for (RegressionScript script : scripts) {
                int number = 0;
                for (String statement : script.statements()) {
                    replay.accept(session, script.name() + " #" + ++number, statement);
                }
            }
            replay.prove(session);
        }
        return replay.proved;
    }

    private void accept(TestSession session, String name, String statement) throws SQLException {
        if (SqlScript.isQuery(statement) && !NO_PLAIN_QUERY.matcher(statement).matches()) {
            queries.put(name, statement);
            return;
        }
        if (CHANGE.matcher(statement).matches()) {
            prove(session);
        }
        if (!TRANSACTION.matcher(statement).matches()) {
            Matcher created = NEW_ROLE.matcher(statement);
            if (created.matches()) {
                database.adoptRole(created.group(1));
            }
            tryToRun(session, statement);
        }
    }

    private static void tryToRun(TestSession session, String statement) {
        try {
            session.run(statement);
        } catch (SQLException e) {
            // Scripts try out errors too, and what only newer servers know
        }
    }

    private void prove(TestSession session) throws SQLException {
        if (queries.isEmpty()) {
            return;
        }
        database.run("ALTER ROLE " + role.quotedRole() + " SET search_path = "
                + session.queryOne(String.class, "SHOW search_path"));
        ActingRole acting = ActingRole.of(role);
        StateTruth truth = StateTruth.of(acting, queries);
        queries.keySet().removeIf(name -> {
            Outcome outcome = truth.asSuperuser().get(name);
            return outcome == null || !outcome.succeeded();
        });
        if (!queries.isEmpty()) {
            new ReportProof(acting, queries).check();
        }
        proved += queries.size();
        queries.clear();
    }
}
