package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.Notices.Notice;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.SearchPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves the names of models by making each a temporary view, reading the view's stored parse tree, and undoing it at
 * once: all in one block of PL/pgSQL, so that a model that fails costs nothing and no lock is kept.
 *
 * <p>Where the role may not use all schemas of its search path, each model is also bound with those only that it may.
 */
final class ViewBinding {
    /** As many as one message to the server should hold. */
    private static final int BATCH = 500;

    private final Transaction transaction;
    private final RoleEntry role;
    private final SearchPath path;
    private final String nonce;

    ViewBinding(Transaction transaction, RoleEntry role, SearchPath path, String nonce) {
        this.transaction = transaction;
        this.role = role;
        this.path = path;
        this.nonce = nonce;
    }

    /** Returns what bound, by model; what is missing didn't. */
    Map<Model, BoundModel> bind(List<Model> models) {
        Map<Model, BoundModel> bound = new HashMap<>();
        for (int from = 0; from < models.size(); from += BATCH) {
            List<Model> batch = models.subList(from, Math.min(models.size(), from + BATCH));
            for (Notice notice : run(batch)) {
                read(notice, batch).ifPresent(model -> bound.put(model.model(), model));
            }
        }
        return bound;
    }

    private List<Notice> run(List<Model> batch) {
        Notices notices = transaction.runNoticing(List.of(
                "SET LOCAL client_min_messages = notice",
                "DO " + SqlLiteral.quoted(block(batch)),
                "SET LOCAL client_min_messages = warning"));
        notices.failure().ifPresent(failure -> {
            throw failure;
        });
        return notices.all();
    }

    /**
     * While the role's search path is set, nothing is looked up by name but the model's own names. The first view only
     * makes the session's temporary schema, which each of the others would have to make again.
     */
    private String block(List<Model> batch) {
        return """
                DECLARE
                  paths pg_catalog.text[] := %2$s;
                  path pg_catalog.text; query pg_catalog.text; tree pg_catalog.text; trees pg_catalog.text[];
                  number pg_catalog.int4 := 0;
                BEGIN
                  %3$s
                  BEGIN
                    CREATE TEMP VIEW %1$s_0 AS SELECT 1 AS one;
                  EXCEPTION WHEN OTHERS THEN
                    NULL;
                  END;
                  FOREACH query IN ARRAY %4$s::pg_catalog.text[] LOOP
                    number := number + 1;
                    trees := NULL;
                    FOREACH path IN ARRAY paths LOOP
                      tree := NULL;
                      BEGIN
                        PERFORM pg_catalog.set_config('search_path', path, true);
                        EXECUTE pg_catalog.concat('CREATE TEMP VIEW %1$s AS SELECT 1 AS one FROM (', pg_catalog.chr(10), query, pg_catalog.chr(10), ') AS q');
                        SELECT pg_catalog.replace(r.ev_action::pg_catalog.text, pg_catalog.concat(':relid ', c.oid, ' '), ':relid 0 ')
                          INTO tree
                          FROM pg_catalog.pg_rewrite AS r
                          JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) r.ev_class
                         WHERE c.relnamespace OPERATOR(pg_catalog.=) pg_catalog.pg_my_temp_schema()
                           AND c.relname OPERATOR(pg_catalog.=) '%1$s'::pg_catalog.name;
                        RAISE EXCEPTION USING ERRCODE = 'RETL1';
                      EXCEPTION WHEN OTHERS THEN
                        NULL;
                      END;
                      trees := pg_catalog.array_append(trees, tree);
                      EXIT WHEN tree IS NULL;
                    END LOOP;
                    CONTINUE WHEN trees[1] IS NULL;
                    RAISE NOTICE USING MESSAGE = pg_catalog.concat('%1$s ', number, CASE WHEN tree IS NULL THEN ' NOTHING'
                                                                                        WHEN tree = trees[1] THEN ' SAME'
                                                                                        ELSE ' OTHER' END),
                                       DETAIL = trees[1];
                  END LOOP;
                END""".formatted(
                        nonce,
                        BoundPaths.initial(path),
                        BoundPaths.completed(path, role),
                        SqlLiteral.array(batch.stream().map(Model::query).toList()));
    }

    private Optional<BoundModel> read(Notice notice, List<Model> batch) {
        String[] words = notice.message().split(" ", 3);
        if (words.length != 3 || !words[0].equals(nonce)) {
            return Optional.empty();
        }
        Model model = batch.get(Integer.parseInt(words[1]) - 1);
        TreeNode query = QueryTree.unwrapped(TreeReader.read(notice.detail()).get(0));
        return Optional.of(BoundModel.bound(model, query, Today.valueOf(words[2])));
    }
}
