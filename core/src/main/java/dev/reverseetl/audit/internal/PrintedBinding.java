package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.Notices.Notice;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves the names of models by preparing each and having the server print its parse tree, all in one block of
 * PL/pgSQL. Makes nothing in the catalogs, and so takes half the time of {@link ViewBinding}. Only where the trees can
 * be kept out of the server's log, and where the server prints those of prepared queries.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-logging.html">PostgreSQL: debug_print_parse</a>
 */
final class PrintedBinding {
    private static final int BATCH = 500;
    private static final String SAVEPOINT = "retl_printed";

    private final Transaction transaction;
    private final RoleEntry role;
    private final SearchPath path;
    private final String nonce;

    PrintedBinding(Transaction transaction, RoleEntry role, SearchPath path, String nonce) {
        this.transaction = transaction;
        this.role = role;
        this.path = path;
        this.nonce = nonce;
    }

    static boolean isPossible(AuditSession session) {
        return session.server().version().isAtLeast(15)
                && session.facts().mayLoop()
                && !session.facts().logsParseTrees();
    }

    /** Returns what bound, by model; what is missing didn't. */
    Map<Model, BoundModel> bind(List<Model> models) {
        Map<Model, BoundModel> bound = new HashMap<>();
        for (int from = 0; from < models.size(); from += BATCH) {
            List<Model> batch = models.subList(from, Math.min(models.size(), from + BATCH));
            read(run(batch), batch).forEach(model -> bound.put(model.model(), model));
        }
        return bound;
    }

    private List<Notice> run(List<Model> batch) {
        Notices notices = transaction.runNoticing(List.of(
                "SAVEPOINT " + SAVEPOINT,
                "SET LOCAL client_min_messages = log",
                "SET LOCAL log_min_messages = panic",
                "SET LOCAL debug_pretty_print = off",
                "SET LOCAL debug_print_parse = off",
                "DO " + SqlLiteral.quoted(block(batch)),
                "ROLLBACK TO SAVEPOINT " + SAVEPOINT));
        notices.failure().ifPresent(failure -> {
            throw failure;
        });
        return notices.all();
    }

    /**
     * While the role's search path is set, nothing is looked up by name but the model's own names: each attempt is
     * undone, settings and all, before anything else is done. What was prepared stays, though, as PostgreSQL has it.
     *
     * <p>Parsing may run functions, whose statements are printed too, so the model's tree is the last one before the
     * notice that it is prepared. That notice takes no expression, which would be printed itself.
     */
    private String block(List<Model> batch) {
        return """
                DECLARE
                  paths pg_catalog.text[] := %2$s;
                  path pg_catalog.text; query pg_catalog.text;
                  number pg_catalog.int4 := 0; prepared pg_catalog.bool;
                BEGIN
                  %3$s
                  FOREACH query IN ARRAY %4$s::pg_catalog.text[] LOOP
                    number := number OPERATOR(pg_catalog.+) 1;
                    FOREACH path IN ARRAY paths LOOP
                      prepared := false;
                      BEGIN
                        PERFORM pg_catalog.set_config('search_path', path, true);
                        PERFORM pg_catalog.set_config('debug_print_parse', 'on', true);
                        EXECUTE pg_catalog.concat('PREPARE %1$s AS', pg_catalog.chr(10), query, pg_catalog.chr(10));
                        RAISE NOTICE '%1$s';
                        prepared := true;
                        RAISE EXCEPTION USING ERRCODE = 'RETL1';
                      EXCEPTION WHEN OTHERS THEN
                        NULL;
                      END;
                      RAISE NOTICE USING MESSAGE = pg_catalog.concat('%1$s ', number, ' ', prepared);
                      EXIT WHEN NOT prepared;
                      DEALLOCATE %1$s;
                    END LOOP;
                  END LOOP;
                END""".formatted(
                        nonce,
                        BoundPaths.initial(path),
                        BoundPaths.completed(path, role),
                        SqlLiteral.array(batch.stream().map(Model::query).toList()));
    }

    /** One model, bound with one path after the other. */
    private record Attempt(int number, Optional<String> tree) {}

    private List<BoundModel> read(List<Notice> notices, List<Model> batch) {
        Map<Integer, List<Attempt>> attempts = new HashMap<>();
        String printed = "";
        Optional<String> prepared = Optional.empty();
        for (Notice notice : notices) {
            if (QueryTree.isPrinted(notice)) {
                printed = notice.detail();
            } else if (notice.message().equals(nonce)) {
                prepared = Optional.of(printed);
            } else if (notice.message().startsWith(nonce + " ")) {
                String[] words = notice.message().split(" ", 3);
                int number = Integer.parseInt(words[1]);
                attempts.computeIfAbsent(number, any -> new ArrayList<>()).add(new Attempt(number, prepared));
                prepared = Optional.empty();
            }
        }
        return attempts.values().stream()
                .flatMap(some -> bound(batch.get(some.get(0).number() - 1), some).stream())
                .toList();
    }

    private static Optional<BoundModel> bound(Model model, List<Attempt> attempts) {
        Optional<String> full = attempts.get(0).tree();
        Today today = Today.SAME;
        if (attempts.size() > 1) {
            Optional<String> reduced = attempts.get(1).tree();
            today = reduced.isEmpty() ? Today.NOTHING : reduced.equals(full) ? Today.SAME : Today.OTHER;
        }
        Today meaning = today;
        return full.flatMap(QueryTree::selecting).map(query -> BoundModel.bound(model, query, meaning));
    }
}
