package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.AuditMethod;
import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.internal.sql.SqlLexer;
import dev.reverseetl.internal.sql.SqlToken;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.SearchPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the names of models by the best way that the session allows. */
final class Binding {
    private static final String UNDEFINED_PARAMETER = "42P02";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** statement_too_complex: PostgreSQL itself takes more. */
    static final BindFailure TOO_DEEP = new BindFailure(
            "54001",
            "the query is nested too deeply to be audited (SQLSTATE 54001)",
            "Split it: compute parts of it in views or common table expressions.",
            0);

    private final AuditSession session;
    private final RoleEntry role;
    private final PrintedBinding printer;
    private final ViewBinding views;
    private final ParseBinding parser;
    private boolean boundByView;
    private boolean boundByParser;

    Binding(Transaction transaction, AuditSession session, RoleEntry role, SearchPath path, String nonce) {
        this.session = session;
        this.role = role;
        this.printer = new PrintedBinding(transaction, role, path, nonce);
        this.views = new ViewBinding(transaction, role, path, nonce);
        this.parser = new ParseBinding(transaction, role, path, session, nonce);
    }

    /** Returns every model, in order. What a view can't hold is parsed only, and so is what fails, to see where. */
    List<BoundModel> bind(List<Model> models) {
        Map<Model, BoundModel> bound = new HashMap<>();
        for (Model model : models) {
            parameter(model)
                    .or(() -> foreignCode(model))
                    .ifPresent(failure -> bound.put(model, BoundModel.failed(model, failure)));
        }
        List<Model> left = left(models, bound);
        SessionFacts facts = session.facts();
        if (!left.isEmpty() && PrintedBinding.isPossible(session)) {
            Map<Model, BoundModel> printed = printer.bind(left);
            boundByParser = !printed.isEmpty();
            bound.putAll(printed);
            left = left(models, bound);
        } else if (!left.isEmpty() && facts.mayMakeTemporary()) {
            Map<Model, BoundModel> byView = views.bind(left);
            boundByView = !byView.isEmpty();
            bound.putAll(byView);
            left = left(models, bound);
        }
        if (!left.isEmpty()) {
            Map<Model, BoundModel> byParser = parser.bind(left);
            boundByParser |=
                    byParser.values().stream().anyMatch(model -> model.query().isPresent());
            bound.putAll(byParser);
        }
        bound.replaceAll((model, some) ->
                some.query().filter(TreeReader.TOO_DEEP::equals).isPresent()
                        ? BoundModel.failed(model, TOO_DEEP)
                        : some);
        return models.stream().map(bound::get).toList();
    }

    private static List<Model> left(List<Model> models, Map<Model, BoundModel> bound) {
        return models.stream().filter(model -> !bound.containsKey(model)).toList();
    }

    /** As the role itself, the code would run with its own rights anyway. */
    private Optional<BindFailure> foreignCode(Model model) {
        if (session.server().admin().equals(role.name()) || !session.code().mayRunBy(model.query(), false)) {
            return Optional.empty();
        }
        return Optional.of(new BindFailure(
                INSUFFICIENT_PRIVILEGE,
                "resolving its names may run code of others with the rights of "
                        + session.server().admin().quoted() + ", by the checks of these types: "
                        + session.code().types(),
                "Audit it as the role itself.",
                0));
    }

    /** A parameter has no value when Segment runs the query. */
    private static Optional<BindFailure> parameter(Model model) {
        SqlLexer lexer = new SqlLexer(model.query());
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            if (token.kind() == SqlToken.Kind.PARAMETER) {
                String name = token.textIn(model.query());
                int position = model.query().codePointCount(0, token.start()) + 1;
                return Optional.of(new BindFailure(
                        UNDEFINED_PARAMETER,
                        "there is no parameter " + name + " (SQLSTATE " + UNDEFINED_PARAMETER + ")",
                        "Write the value instead.",
                        position));
            }
        }
        return Optional.empty();
    }

    AuditMethod method(boolean explained, boolean bodiesReadable) {
        AuditMethod.Binding binding =
                boundByParser && !boundByView ? AuditMethod.Binding.PARSE_ONLY : AuditMethod.Binding.TEMPORARY_VIEWS;
        List<String> unknown = new ArrayList<>();
        if (!explained) {
            unknown.add("Whether PostgreSQL's planner leaves a check out: the session can't act as the role,"
                    + " so nothing was confirmed by EXPLAIN.");
        }
        if (!bodiesReadable) {
            unknown.add("What the bodies of SQL functions need that are stored as text.");
        }
        return new AuditMethod(binding, explained, unknown);
    }
}
