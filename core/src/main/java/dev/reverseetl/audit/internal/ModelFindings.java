package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.MissingPrivilege;
import dev.reverseetl.audit.ObjectKind;
import dev.reverseetl.audit.QueryProblem;
import dev.reverseetl.audit.Verdict;
import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.audit.internal.BoundModel.Today;
import dev.reverseetl.internal.sql.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to say of a model beyond what it lacks. */
final class ModelFindings {
    private ModelFindings() {}

    static List<Finding> of(AuditedModel model, List<MissingPrivilege> missing) {
        List<Finding> findings = new ArrayList<>();
        model.bound.failure().ifPresent(failure -> findings.add(unbound(model, failure)));
        if (model.isBound() && model.bound.today() == Today.OTHER) {
            findings.add(new Finding(
                    "MEANING_CHANGED",
                    Severity.BLOCKER,
                    "Today the role gets another object for a name in the query, because it may not use a schema that"
                            + " comes first in its search path.",
                    "Write the names with their schemas, or grant USAGE on the schemas that are missing."));
        }
        missing.stream()
                .filter(one -> one.sql().isEmpty())
                .map(one -> one.objectKind() == ObjectKind.ROUTINE
                        ? "calls " + one.quotedName() + ", which may open what PostgreSQL keeps from ordinary roles"
                        : "reads " + one.quotedName() + ", which holds secrets")
                .distinct()
                .forEach(what -> findings.add(new Finding(
                        "SECRET_CATALOG",
                        Severity.WARNING,
                        "The query " + what + ": no grant on it is proposed.",
                        "Leave it out of the query, or read a view on it without the secret columns.")));
        return findings;
    }

    /** Returns why a query doesn't bind, if it doesn't. */
    static Optional<QueryProblem> problem(BoundModel model) {
        return model.failure().map(failure -> {
            Optional<TextPosition> place = place(model, failure);
            return new QueryProblem(
                    failure.sqlState(),
                    failure.message(),
                    place.map(TextPosition::line).orElse(0),
                    place.map(TextPosition::column).orElse(0));
        });
    }

    private static Optional<TextPosition> place(BoundModel model, BindFailure failure) {
        String query = model.model().query();
        return failure.position() == 0
                ? Optional.empty()
                : Optional.of(TextPosition.of(
                        query,
                        query.offsetByCodePoints(
                                0, Math.min(failure.position() - 1, query.codePointCount(0, query.length())))));
    }

    private static Finding unbound(AuditedModel model, BindFailure failure) {
        String place = place(model.bound, failure).map(found -> " at " + found).orElse("");
        if (Verdicts.of(model) == Verdict.MISSING) {
            return new Finding(
                    "AUDIT_INCOMPLETE",
                    Severity.WARNING,
                    "The query may lack more than is listed: PostgreSQL doesn't let the role look into schemas that it"
                            + " may not use.",
                    "Grant what is listed and audit again, or audit as a user who may use these schemas.");
        }
        String message = "The query can't be resolved" + place + ": " + failure.message() + ".";
        if (Verdicts.of(model) == Verdict.NOT_AUDITABLE) {
            return new Finding(
                    "MODEL_NOT_AUDITABLE",
                    Severity.BLOCKER,
                    message,
                    failure.hint().isEmpty()
                            ? "Audit as a user who may use these schemas, when nobody holds a lock on the tables."
                            : failure.hint());
        }
        return new Finding(
                "MODEL_UNRESOLVABLE",
                Severity.BLOCKER,
                message,
                failure.hint().isEmpty() ? "Correct the query, or the role's search path." : failure.hint());
    }
}
