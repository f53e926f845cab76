package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Proves by the server alone that what a rule states is true. */
record RuleProof(RuleCase rule) {
    private static final String NO_ROW_SECURITY = """
            DO $$
            DECLARE
                name regclass;
            BEGIN
                FOR name IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
                    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', name);
                END LOOP;
            END $$""";

    /** Proves that the query fails with this SQLSTATE, even once the role has all that it lacks. */
    void checkNeverRuns(String sqlState) throws SQLException {
        assertThat(rule.role().runAfter(rule.grants(), rule.query()).sqlState())
                .as("how %s ends after %s", rule.query(), rule.grants())
                .isEqualTo(sqlState);
    }

    void check() throws SQLException {
        ActingRole role = rule.role();
        assertThat(role.run(rule.query()).sqlState())
                .as("how %s ends at first", rule.query())
                .isEqualTo(rule.grants().isEmpty() ? Outcome.SUCCESS : rule.failure());
        if (rule.unseenByExplain()) {
            Outcome explained = role.run("EXPLAIN (COSTS OFF) " + rule.query());
            assertThat(explained.succeeded())
                    .as("EXPLAIN of %s: %s", rule.query(), explained)
                    .isTrue();
        }
        Outcome granted = role.runAfter(rule.grants(), rule.query());
        assertThat(granted.succeeded())
                .as("%s, after %s: %s", rule.query(), rule.grants(), granted)
                .isTrue();
        checkThatNoneIsIdle();
        checkWhatIsSeen(granted);
    }

    private void checkThatNoneIsIdle() throws SQLException {
        for (String grant : rule.grants()) {
            List<String> others =
                    rule.grants().stream().filter(other -> !other.equals(grant)).toList();
            Outcome outcome = rule.role().runAfter(others, rule.query());
            assertThat(outcome.succeeded())
                    .as("%s, without %s: %s", rule.query(), grant, outcome)
                    .isFalse();
        }
    }

    private void checkWhatIsSeen(Outcome granted) throws SQLException {
        List<String> before = Stream.concat(rule.grants().stream(), Stream.of(NO_ROW_SECURITY))
                .toList();
        Outcome all = rule.role().runAsSuperuserAfter(before, rule.query());
        if (rule.verdicts().contains(Verdict.OK)) {
            assertThat(granted).as("what the role sees").isEqualTo(all);
        } else if (!rule.verdicts().contains(Verdict.OK_EXCEPT_OPAQUE)) {
            assertThat(granted).as("what the role sees").isNotEqualTo(all);
        }
    }
}
