package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Notices;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.SearchPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the bodies of SQL functions that are stored as text: each is made a temporary function with a body in standard
 * SQL, whose parse tree the server stores, and undone at once. Costs one round trip.
 */
final class SqlBodies {
    private static final String PATH_SETTING = "search_path=";

    private final Transaction transaction;
    private final SearchPath path;
    private final ParseTimeCode code;
    private final String nonce;

    SqlBodies(Transaction transaction, SearchPath path, ParseTimeCode code, String nonce) {
        this.code = code;
        this.transaction = transaction;
        this.path = path;
        this.nonce = nonce;
    }

    /** Returns the trees by the function's OID; a body that has no such form is missing. */
    Map<Long, List<TreeNode>> read(List<RoutineEntry> all) {
        List<RoutineEntry> routines = all.stream()
                .filter(routine -> AtomicBody.holds(routine.source()) && !mayRunCode(routine))
                .toList();
        if (routines.isEmpty()) {
            return Map.of();
        }
        Notices notices = transaction.runNoticing(List.of(
                "SET LOCAL client_min_messages = notice",
                "SET LOCAL standard_conforming_strings = on",
                "DO " + SqlLiteral.quoted(block(routines)),
                "SET LOCAL client_min_messages = warning"));
        notices.failure().ifPresent(failure -> {
            throw failure;
        });
        Map<Long, List<TreeNode>> bodies = new HashMap<>();
        notices.all().forEach(notice -> {
            String[] words = notice.message().split(" ", 2);
            if (words.length == 2 && words[0].equals(nonce)) {
                RoutineEntry routine = routines.get(Integer.parseInt(words[1]) - 1);
                bodies.put(routine.oid(), TreeReader.read(notice.detail()));
            }
        });
        return bodies;
    }

    /** While a function's search path is set, nothing is looked up by name but the body's own names. */
    private String block(List<RoutineEntry> routines) {
        return """
                DECLARE
                  creations pg_catalog.text[] := %2$s::pg_catalog.text[];
                  paths pg_catalog.text[] := %3$s::pg_catalog.text[];
                  tree pg_catalog.text;
                BEGIN
                  FOR number IN 1 .. pg_catalog.cardinality(creations) LOOP
                    tree := NULL;
                    BEGIN
                      PERFORM pg_catalog.set_config('search_path', paths[number], true);
                      EXECUTE creations[number];
                      SELECT p.prosqlbody::pg_catalog.text INTO tree
                        FROM pg_catalog.pg_proc AS p
                       WHERE p.pronamespace OPERATOR(pg_catalog.=) pg_catalog.pg_my_temp_schema()
                         AND p.proname OPERATOR(pg_catalog.=) '%1$s'::pg_catalog.name;
                      RAISE EXCEPTION USING ERRCODE = 'RETL1';
                    EXCEPTION WHEN OTHERS THEN
                      NULL;
                    END;
                    CONTINUE WHEN tree IS NULL;
                    RAISE NOTICE USING MESSAGE = pg_catalog.concat('%1$s ', number), DETAIL = tree;
                  END LOOP;
                END""".formatted(
                        nonce,
                        SqlLiteral.array(routines.stream().map(this::creation).toList()),
                        SqlLiteral.array(routines.stream().map(this::pathOf).toList()));
    }

    private String creation(RoutineEntry routine) {
        return "CREATE FUNCTION pg_temp." + nonce + routine.declaration() + " LANGUAGE sql BEGIN ATOMIC\n"
                + routine.source() + "\n; END";
    }

    private boolean mayRunCode(RoutineEntry routine) {
        return code.mayRunBy(routine.source(), ownPath(routine).isPresent());
    }

    private String pathOf(RoutineEntry routine) {
        return ownPath(routine).orElseGet(path::quoted);
    }

    private static Optional<String> ownPath(RoutineEntry routine) {
        return routine.settings().stream()
                .filter(setting -> setting.startsWith(PATH_SETTING))
                .map(setting -> setting.substring(PATH_SETTING.length()))
                .findFirst();
    }
}
