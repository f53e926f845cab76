package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.DefinerFunction;
import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.Notices.Notice;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.segment.SegmentLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Has the server EXPLAIN queries as the role, some of them after grants for the moment. Each is undone at once. Costs
 * one round trip for each {@value #BATCH} queries.
 *
 * <p>The planner runs functions that promise to be immutable, so EXPLAIN is no harmless statement: it is run within a
 * {@link DefinerFunction}, unless the session is the role's own.
 */
final class Trials {
    private static final int BATCH = 500;
    private static final String SAVEPOINT = "retl_trials";

    private static final String EXPLAIN = "EXECUTE pg_catalog.concat('EXPLAIN (COSTS OFF) ', statement);";

    /**
     * One query, and what to grant before.
     *
     * @param query the query
     * @param grants statements, separated by {@code ;}; may be empty
     */
    record Trial(String query, String grants) {}

    /** How a trial went. */
    enum Kind {
        /** EXPLAIN passes. */
        PASSED,
        /** EXPLAIN fails. */
        FAILED,
        /** It couldn't be tried: the grants were refused, or acting as the role was. */
        REFUSED
    }

    /**
     * How a trial went.
     *
     * @param kind how
     * @param sqlState the SQLSTATE with which it failed
     * @param message the server's message
     */
    record Outcome(Kind kind, String sqlState, String message) {}

    private final Transaction transaction;
    private final AuditSession session;
    private final RoleEntry role;
    private final SearchPath path;
    private final String nonce;

    Trials(Transaction transaction, AuditSession session, RoleEntry role, SearchPath path, String nonce) {
        this.transaction = transaction;
        this.session = session;
        this.role = role;
        this.path = path;
        this.nonce = nonce;
    }

    /** Returns the outcome of each, or nothing where the session can't act as the role. */
    Optional<List<Outcome>> run(List<Trial> trials) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < trials.size(); from += BATCH) {
            List<Trial> batch = trials.subList(from, Math.min(trials.size(), from + BATCH));
            Optional<List<Outcome>> some = runBatch(batch);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            outcomes.addAll(some.get());
        }
        return Optional.of(outcomes);
    }

    private Optional<List<Outcome>> runBatch(List<Trial> batch) {
        List<String> statements = new ArrayList<>();
        statements.add("SAVEPOINT " + SAVEPOINT);
        Optional<List<String>> powers = powers();
        if (powers.isEmpty() || !session.facts().mayLoop()) {
            return Optional.empty();
        }
        statements.addAll(powers.get());
        if (!isSelf()) {
            transaction.mayRunForeignCode();
            statements.addAll(explaining().creation("pg_catalog.void", EXPLAIN));
        }
        statements.add("SET LOCAL client_min_messages = notice");
        statements.add("DO " + SqlLiteral.quoted(block(batch)));
        statements.add("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        Notices notices = transaction.runNoticing(statements);
        if (notices.failure().isPresent()) {
            transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            return Optional.empty();
        }
        List<Outcome> outcomes =
                notices.all().stream().flatMap(notice -> read(notice).stream()).toList();
        return outcomes.size() == batch.size() ? Optional.of(outcomes) : Optional.empty();
    }

    /** Returns what lets the session act as the role, or nothing where PostgreSQL refuses that. */
    private Optional<List<String>> powers() {
        if (isSelf()) {
            return Optional.of(List.of());
        }
        if (!role.exists() || session.facts().readOnly() || !session.facts().mayMakeTemporary()) {
            return Optional.empty();
        }
        if (session.server().adminSuperuser() || role.adminCanSet()) {
            return Optional.of(List.of());
        }
        if (!role.adminCanGrant()) {
            return Optional.empty();
        }
        String options = session.server().version().isAtLeast(16) ? " WITH SET TRUE" : "";
        return Optional.of(List.of("GRANT " + role.name().quoted() + " TO "
                + session.server().admin().quoted() + options));
    }

    /** Tells whether functions of these owners may run while rights are granted. */
    boolean mayGrantTo(Set<Identifier> coders) {
        return Set.of(session.server().admin()).containsAll(coders);
    }

    private boolean isSelf() {
        return role.exists() && session.server().admin().equals(role.name());
    }

    private DefinerFunction explaining() {
        return new DefinerFunction(nonce + "_explain", role.name(), path);
    }

    /** Returns what runs models as the role, or nothing where PostgreSQL refuses that. */
    Optional<IdentifierRuns> runs(SegmentLimits limits) {
        return powers().map(before -> new IdentifierRuns(
                transaction, before, isSelf(), new DefinerFunction(nonce + "_run", role.name(), path), path, limits));
    }

    private String block(List<Trial> batch) {
        return """
                DECLARE
                  queries pg_catalog.text[] := %2$s::pg_catalog.text[];
                  grants pg_catalog.text[] := %3$s::pg_catalog.text[];
                  granted pg_catalog.bool; passed pg_catalog.bool; kind pg_catalog.text;
                BEGIN
                  FOR number IN 1 .. pg_catalog.cardinality(queries) LOOP
                    granted := false;
                    passed := false;
                    BEGIN
                      IF grants[number] <> '' THEN
                        EXECUTE grants[number];
                      END IF;
                      granted := true;
                      %4$s;
                      passed := true;
                      RAISE EXCEPTION USING ERRCODE = 'RETL1';
                    EXCEPTION WHEN OTHERS THEN
                      kind := CASE WHEN passed THEN 'PASSED' WHEN granted THEN 'FAILED' ELSE 'REFUSED' END;
                      RAISE NOTICE USING MESSAGE = pg_catalog.concat('%1$s ', kind, ' ', SQLSTATE),
                                         DETAIL = pg_catalog.concat(SQLERRM, ' ');
                    END;
                  END LOOP;
                END""".formatted(
                        nonce,
                        array(batch, Trial::query),
                        array(batch, Trial::grants),
                        isSelf() ? byItself() : "PERFORM " + explaining().call("queries[number]"));
    }

    private String byItself() {
        return "PERFORM pg_catalog.set_config('search_path', " + SqlLiteral.quoted(path.quoted()) + ", true); "
                + EXPLAIN.replace("statement", "queries[number]").replace(";", "");
    }

    private static String array(List<Trial> batch, Function<Trial, String> part) {
        return SqlLiteral.array(batch.stream().map(part).toList());
    }

    private Optional<Outcome> read(Notice notice) {
        String[] words = notice.message().split(" ", 3);
        return words.length == 3 && words[0].equals(nonce)
                ? Optional.of(new Outcome(
                        Kind.valueOf(words[1]), words[2], notice.detail().strip()))
                : Optional.empty();
    }
}
