package dev.reverseetl.audit;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query and what a role lacks to run it: written down by hand, proved on the server, then expected of the audit.
 *
 * <p>In all texts <code>{role}</code> is that role, which may log in, and any other name in braces another role, which
 * comes to be when it is first named. There is a schema {@code app}, which the role may use.
 */
final class QueryRule {
    private static final Pattern ROLE = Pattern.compile("\\{([a-z]+)}");

    private final TestDatabase database;
    private final Login role;
    private final Login weakAdmin;
    private final Map<String, String> roles = new HashMap<>();
    private final AtomReader reader;
    private String query = "";
    private String failure = "42501";
    private Set<Verdict> verdicts = Set.of(Verdict.OK);
    private final List<Atom> needed = new ArrayList<>();
    private final List<Atom> skipped = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private boolean plannerDependent;
    private boolean unseenByExplain;

    private QueryRule(TestDatabase database) throws SQLException {
        this.database = database;
        role = database.createLogin("segment");
        weakAdmin = database.createLogin("weak");
        roles.put("role", role.role());
        reader = new AtomReader(new GrantedObjects(database));
    }

    static QueryRule on(TestDatabase database) throws SQLException {
        return new QueryRule(database).given("CREATE SCHEMA app", "GRANT USAGE ON SCHEMA app TO {role}");
    }

    /** Runs statements as superuser. */
    QueryRule given(String... statements) throws SQLException {
        for (String sql : statements) {
            database.run(resolved(sql));
        }
        return this;
    }

    QueryRule query(String sql) throws SQLException {
        query = resolved(sql);
        return this;
    }

    /** What is missing, such as {@code SELECT (id) ON app.users}; for the role, unless {@code TO} says for whom. */
    QueryRule lacks(String... atoms) throws SQLException {
        needed.addAll(read(atoms));
        return this;
    }

    /** What the query names as well, and this server's planner takes out of it before anybody checks. */
    QueryRule skips(String... atoms) throws SQLException {
        skipped.addAll(read(atoms));
        return plannerDependent();
    }

    /** Only a look at the plan can tell whether all that the query names is needed. */
    QueryRule plannerDependent() {
        plannerDependent = true;
        return this;
    }

    /** The check comes only when the query runs, so that the audit can't find out by {@code EXPLAIN}. */
    QueryRule unseenByExplain() {
        unseenByExplain = true;
        return plannerDependent();
    }

    /** The SQLSTATE with which the query fails at first; 42501 if this isn't called. */
    QueryRule fails(String sqlState) {
        failure = sqlState;
        return this;
    }

    /** What the audit says once nothing is missing; that all is well, if this isn't called. */
    QueryRule verdict(Verdict expected) {
        verdicts = Set.of(expected);
        return this;
    }

    /** Leaves open whether the audit says that something can't be looked into. */
    QueryRule passes() {
        verdicts = Set.of(Verdict.OK, Verdict.OK_EXCEPT_OPAQUE);
        return this;
    }

    /** What can't be looked into, such as {@code app.score(integer)}. */
    QueryRule opaque(String... names) {
        opaque.addAll(Arrays.asList(names));
        return verdict(Verdict.OK_EXCEPT_OPAQUE);
    }

    /** Proves all of it, and then compares with audits. Leaves the role with what it lacked. */
    void holds() throws SQLException {
        RuleCase rule = rule();
        new RuleProof(rule).check();
        new RuleAudit(rule, database, weakAdmin).check();
    }

    /** The same for a query that fails with this SQLSTATE whatever is granted. */
    void neverRuns(String sqlState) throws SQLException {
        RuleCase rule = rule();
        new RuleProof(rule).checkNeverRuns(sqlState);
        new RuleAudit(rule, database, weakAdmin).checkNeverPasses();
    }

    private RuleCase rule() throws SQLException {
        return new RuleCase(
                ActingRole.of(role),
                query,
                failure,
                verdicts,
                Atom.merged(needed),
                Atom.merged(skipped),
                List.copyOf(opaque),
                plannerDependent,
                unseenByExplain);
    }

    Login role() {
        return role;
    }

    String resolved(String text) throws SQLException {
        StringBuilder sql = new StringBuilder();
        var matcher = ROLE.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(sql, actual(matcher.group(1)));
        }
        return matcher.appendTail(sql).toString();
    }

    private String actual(String name) throws SQLException {
        String known = roles.get(name);
        if (known == null) {
            known = database.uniqueRole(name);
            database.run("CREATE ROLE " + Identifier.of(known).quoted());
            roles.put(name, known);
        }
        return known;
    }

    private List<Atom> read(String... texts) throws SQLException {
        List<Atom> atoms = new ArrayList<>();
        for (String text : texts) {
            atoms.add(reader.read(resolved(text.contains(" TO ") ? text : text + " TO {role}")));
        }
        return atoms;
    }
}
