package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OutermostPostgres;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;

/**
 * In any state of privileges an audit agrees with the server. The seed of a state that fails is in the message; system
 * property {@code audit.seed} takes it, and then the long test tries this one first.
 */
@Tag("slow")
class GeneratedStatesIT {
    private static final int QUERIES = 50;

    @OutermostPostgres
    void agreeWithTheServer(PostgresServer server) throws SQLException {
        checkStates(server, 1, 8);
    }

    @Tag("long")
    @OutermostPostgres
    void agreeWithTheServerInManyMoreCases(PostgresServer server) throws SQLException {
        checkStates(server, Long.getLong("audit.seed", System.nanoTime()), 120);
    }

    private static void checkStates(PostgresServer server, long firstSeed, int states) throws SQLException {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        List<String> disagreements = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + states; seed++) {
            try (TestDatabase database = server.createDatabase()) {
                check(database, seed, disagreements)
                        .models()
                        .forEach(audit -> verdicts.merge(audit.verdict(), 1, Integer::sum));
            }
        }
        System.out.printf(
                "%s, %d states from seed %d on: %s, %d disagreements%n",
                server, states, firstSeed, verdicts, disagreements.size());
        assertThat(disagreements).as("audits, against the server").isEmpty();
        assertThat(verdicts)
                .as("audits of states that are worth a test")
                .containsKeys(Verdict.OK, Verdict.MISSING, Verdict.FILTERED);
    }

    private static AuditReport check(TestDatabase database, long seed, List<String> disagreements) throws SQLException {
        Dice dice = new Dice(seed);
        RandomState state = RandomState.by(dice, database.server().major());
        QueryRule roles = QueryRule.on(database);
        List<String> statements = new ArrayList<>();
        for (String sql : state.statements()) {
            statements.add(roles.resolved(sql));
        }
        database.run(statements.toArray(String[]::new));
        Map<String, String> queries = new TreeMap<>();
        for (int i = 0; i < QUERIES; i++) {
            String query = new RandomQueries(dice, state, false).query();
            queries.put(query, query);
        }
        ActingRole role = ActingRole.of(roles.role());
        StateTruth truth = StateTruth.of(role, queries);
        String where = String.format("seed %d on %s, %s", seed, database.server(), statements);
        truth.asSuperuser()
                .forEach((query, outcome) -> assertThat(outcome.succeeded())
                        .as("%s ends with %s; %s", query, outcome, where)
                        .isTrue());

        ReportProof proof = new ReportProof(role, queries);
        AuditReport report = proof.audit(database.dataSource()).build().run();
        truth.disagreements(report).forEach(one -> disagreements.add("audit, " + where + ": " + one));
        Login weakAdmin = database.createLogin("weak");
        database.run("GRANT USAGE ON SCHEMA a, b, c TO " + weakAdmin.quotedRole());
        AuditReport weak = proof.audit(weakAdmin.dataSource()).build().run();
        truth.disagreements(weak)
                .forEach(one -> disagreements.add("audit by a weak administrator, " + where + ": " + one));
        try {
            proof.checkFix(report);
        } catch (AssertionError e) {
            throw new AssertionError(where, e); // the state, to look at
        }
        return report;
    }
}
