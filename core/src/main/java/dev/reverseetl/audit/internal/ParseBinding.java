package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Resolves the names of models by letting the server parse them with {@code debug_print_parse}. Writes nothing, so it
 * works on a standby and in a read-only session, and takes what a view may not hold; and the server tells where in the
 * text an error is.
 */
final class ParseBinding {
    /** As many as the driver sends without waiting for an answer. */
    private static final int BATCH = 100;

    private static final String SAVEPOINT = "retl_parse";

    /** {@code SELECT … INTO} is a command that makes a table, and some versions prepare it without a complaint. */
    private static final BindFailure NOT_A_QUERY = new BindFailure(
            "42601",
            "SELECT … INTO makes a table, and Segment runs queries only (SQLSTATE 42601)",
            "Leave INTO out.",
            0);

    private final Transaction transaction;
    private final RoleEntry role;
    private final SearchPath path;
    private final AuditSession session;
    private final String nonce;

    ParseBinding(Transaction transaction, RoleEntry role, SearchPath path, AuditSession session, String nonce) {
        this.transaction = transaction;
        this.role = role;
        this.path = path;
        this.session = session;
        this.nonce = nonce;
    }

    /** Returns every model, bound or failed. */
    Map<Model, BoundModel> bind(List<Model> models) {
        Map<Model, BoundModel> full = bindWith(path, models);
        List<Identifier> usable = transaction.read(usableSchemas());
        if (usable.size() == path.schemas().size()) {
            return full;
        }
        Map<Model, BoundModel> reduced = bindWith(new SearchPath(usable), models);
        Map<Model, BoundModel> compared = new HashMap<>();
        for (Model model : models) {
            compared.put(model, compare(of(full, model), of(reduced, model)));
        }
        return compared;
    }

    private static BoundModel of(Map<Model, BoundModel> bound, Model model) {
        return Objects.requireNonNull(bound.get(model), model::name);
    }

    private static BoundModel compare(BoundModel full, BoundModel reduced) {
        Today today = Today.OTHER;
        if (reduced.query().isEmpty()) {
            today = Today.NOTHING;
        } else if (reduced.query().equals(full.query())) {
            today = Today.SAME;
        }
        return new BoundModel(full.model(), full.query(), today, full.failure());
    }

    /** Schemas that don't exist change nothing, so they count as usable. */
    private Query<Identifier> usableSchemas() {
        return Query.of(
                """
                SELECT p.name FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS p(name, place)
                  LEFT JOIN pg_namespace n ON n.nspname = p.name
                 WHERE n.oid IS NULL OR has_schema_privilege(?::oid, n.oid, 'USAGE') ORDER BY p.place""",
                row -> row.name("name"),
                path.schemas().stream().map(Identifier::value).toList(),
                Long.toString(role.oid()));
    }

    private Map<Model, BoundModel> bindWith(SearchPath searchPath, List<Model> models) {
        Map<Model, BoundModel> bound = new HashMap<>();
        transaction.run("SAVEPOINT " + SAVEPOINT);
        int next = 0;
        int alone = 0;
        while (next < models.size()) {
            // 14 doesn't print what is within PREPARE
            boolean together = session.server().version().isAtLeast(15) && next >= alone;
            int end = together ? Math.min(models.size(), next + BATCH) : next + 1;
            List<Model> batch = models.subList(next, end);
            List<TreeNode> trees = new ArrayList<>();
            Optional<StatementFailure> failure = parse(searchPath, batch, trees);
            if (failure.isEmpty() && trees.size() < batch.size() && batch.size() > 1) {
                alone = end; // one of them has no tree of its own, and nothing tells which
                continue;
            }
            for (int i = 0; i < trees.size(); i++) {
                bound.put(batch.get(i), BoundModel.bound(batch.get(i), trees.get(i), Today.SAME));
            }
            next += trees.size();
            if (trees.size() < batch.size()) {
                Model failed = batch.get(trees.size());
                int prefix = prefix(trees.size()).length();
                bound.put(
                        failed,
                        BoundModel.failed(
                                failed,
                                failure.map(found -> failureOf(found, prefix)).orElse(NOT_A_QUERY)));
                next++;
            }
        }
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        return bound;
    }

    private Optional<StatementFailure> parse(SearchPath searchPath, List<Model> batch, List<TreeNode> trees) {
        List<String> statements = new ArrayList<>(List.of(
                "ROLLBACK TO SAVEPOINT " + SAVEPOINT,
                "SET LOCAL search_path TO " + searchPath.quoted(),
                "SET LOCAL client_min_messages = log",
                "SET LOCAL debug_pretty_print = off",
                "SET LOCAL debug_print_parse = on"));
        if (!session.facts().logsParseTrees()) {
            statements.add("SET LOCAL log_min_messages = panic");
        }
        if (session.server().version().isAtLeast(15)) {
            for (int i = 0; i < batch.size(); i++) {
                statements.add(prefix(i) + batch.get(i).query() + "\n");
                statements.add("DEALLOCATE " + nonce + "_" + i);
            }
            Notices notices = transaction.runNoticing(statements);
            notices.all().forEach(notice -> queryIn(notice.detail()).ifPresent(trees::add));
            return notices.failure();
        }
        transaction.runNoticing(statements);
        Notices notices =
                transaction.parseNoticing(QuestionMarks.escaped(batch.get(0).query()));
        notices.all().forEach(notice -> queryIn(notice.detail()).ifPresent(trees::add));
        return notices.failure();
    }

    private String prefix(int index) {
        return session.server().version().isAtLeast(15) ? "PREPARE " + nonce + "_" + index + " AS\n" : "";
    }

    /** The statements around the models are printed too. */
    private static Optional<TreeNode> queryIn(String detail) {
        if (!detail.startsWith("{QUERY") && !detail.startsWith("({QUERY")) {
            return Optional.empty();
        }
        return QueryTree.selecting(detail);
    }

    private static BindFailure failureOf(StatementFailure failure, int prefix) {
        return new BindFailure(
                failure.sqlState(),
                String.valueOf(failure.getMessage()),
                failure.hint(),
                Math.max(0, failure.position() - prefix));
    }
}
