package dev.reverseetl.audit.internal;

import dev.reverseetl.audit.Verdict;
import dev.reverseetl.audit.internal.BoundModel.BindFailure;
import dev.reverseetl.audit.internal.BoundModel.Today;
import java.util.Set;

/** Decides on the verdict of a model. */
final class Verdicts {
    /** The auditing user itself may not look, had to wait too long for somebody's lock, or can't look so deep. */
    private static final Set<String> OWN_LIMITS = Set.of("42501", "54001", "55P03", "57014");

    private Verdicts() {}

    static Verdict of(AuditedModel model) {
        if (model.bound.failure().isPresent()) {
            return model.missing.isEmpty() ? of(model.bound.failure().get()) : Verdict.MISSING;
        }
        if (model.bound.today() == Today.OTHER) {
            return Verdict.CHANGED_MEANING;
        }
        if (!model.missing.isEmpty() || model.refused || model.bound.today() == Today.NOTHING) {
            return Verdict.MISSING;
        }
        if (model.disputed) {
            return Verdict.NOT_AUDITABLE;
        }
        if (model.needs.isFiltered()) {
            return Verdict.FILTERED;
        }
        return model.needs.opaque.isEmpty() ? Verdict.OK : Verdict.OK_EXCEPT_OPAQUE;
    }

    private static Verdict of(BindFailure failure) {
        return OWN_LIMITS.contains(failure.sqlState()) ? Verdict.NOT_AUDITABLE : Verdict.UNRESOLVABLE;
    }
}
