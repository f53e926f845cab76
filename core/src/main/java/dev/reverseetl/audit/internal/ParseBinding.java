package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.Notices.Notice;
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

    /** What only warns, within a transaction, and so marks a place among the notices. */
    private static final String MARK = "BEGIN";

    /** What it warns with: active_sql_transaction. */
    private static final String ALREADY_IN_TRANSACTION = "25001";

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
        boolean mayBatch = session.server().version().isAtLeast(15); // 14 doesn't print what is within PREPARE
        boolean alone = !mayBatch;
        while (next < models.size()) {
            int end = alone ? next + 1 : Math.min(models.size(), next + BATCH);
            List<Model> batch = models.subList(next, end);
            List<Optional<TreeNode>> trees = new ArrayList<>();
            Optional<StatementFailure> failure = parse(searchPath, batch, trees);
            if (failure.isPresent() && trees.isEmpty() && batch.size() > 1) {
                alone = true; // in simple query mode a mistake in any of them keeps the server from beginning
                continue;
            }
            for (int i = 0; i < trees.size(); i++) {
                Model model = batch.get(i);
                bound.put(
                        model,
                        trees.get(i)
                                .map(tree -> BoundModel.bound(model, tree, Today.SAME))
                                .orElseGet(() -> BoundModel.failed(model, NOT_A_QUERY)));
            }
            next += trees.size();
            if (failure.isPresent() && trees.size() < batch.size()) {
                Model failed = batch.get(trees.size());
                bound.put(
                        failed,
                        BoundModel.failed(
                                failed,
                                failureOf(failure.get(), prefix(trees.size()).length())));
                next++;
            } else if (mayBatch) {
                alone = false; // what another way left mostly fails, each at the first place of a batch
            }
        }
        transaction.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        return bound;
    }

    private Optional<StatementFailure> parse(SearchPath searchPath, List<Model> batch, List<Optional<TreeNode>> trees) {
        List<String> statements = new ArrayList<>(List.of(
                "ROLLBACK TO SAVEPOINT " + SAVEPOINT,
                "SET LOCAL search_path TO " + searchPath.quoted(),
                "SET LOCAL client_min_messages = log",
                "SET LOCAL debug_print_rewritten = off",
                "SET LOCAL debug_print_plan = off",
                "SET LOCAL debug_pretty_print = off"));
        if (!session.facts().logsParseTrees()) {
            statements.add("SET LOCAL log_min_messages = panic");
        }
        statements.add("SET LOCAL debug_print_parse = on"); // last: those after it are printed
        if (session.server().version().isAtLeast(15)) {
            for (int i = 0; i < batch.size(); i++) {
                statements.add(prefix(i) + batch.get(i).query() + "\n");
                statements.add(MARK);
                statements.add("DEALLOCATE " + nonce + "_" + i);
            }
            Notices notices = transaction.runNoticing(statements);
            readMarked(notices.all(), trees);
            return notices.failure();
        }
        transaction.runNoticing(statements);
        Notices notices =
                transaction.parseNoticing(QuestionMarks.escaped(batch.get(0).query()));
        if (notices.failure().isEmpty()) {
            trees.add(lastOf(printed(notices.all())));
        }
        return notices.failure();
    }

    private String prefix(int index) {
        return session.server().version().isAtLeast(15) ? "PREPARE " + nonce + "_" + index + " AS\n" : "";
    }

    /** Before each mark stand the model's tree and that of the mark itself. */
    private static void readMarked(List<Notice> notices, List<Optional<TreeNode>> trees) {
        int from = 0;
        for (int i = 0; i < notices.size(); i++) {
            if (notices.get(i).sqlState().equals(ALREADY_IN_TRANSACTION)) {
                List<String> printed = printed(notices.subList(from, i));
                trees.add(lastOf(printed.subList(0, Math.max(0, printed.size() - 1))));
                from = i + 1;
            }
        }
    }

    /** Parsing may run functions, whose statements are printed too, but before the model itself. */
    private static Optional<TreeNode> lastOf(List<String> printed) {
        return printed.isEmpty() ? Optional.empty() : QueryTree.selecting(printed.get(printed.size() - 1));
    }

    private static List<String> printed(List<Notice> notices) {
        return notices.stream().filter(QueryTree::isPrinted).map(Notice::detail).toList();
    }

    private static BindFailure failureOf(StatementFailure failure, int prefix) {
        return new BindFailure(
                failure.sqlState(),
                String.valueOf(failure.getMessage()),
                failure.hint(),
                Math.max(0, failure.position() - prefix));
    }
}
