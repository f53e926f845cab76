package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.postgres.Identifier;

/**
 * What a sync would fail on.
 *
 * @param role as which role it was tried
 * @param act what was tried
 * @param failure how PostgreSQL answered
 */
record RehearsalFailure(Identifier role, RehearsalAct act, StatementFailure failure) {
    String describe() {
        return "As the role " + role.quoted() + " can't " + act.what() + ": " + failure.getMessage() + ".";
    }

    String remedy() {
        return switch (failure.sqlState()) {
            case "42501" ->
                "Grant what is named, for a model's tables with grantRead(ReadScope); an object that a view or function uses may be meant.";
            case "42P01", "42883", "42703", "42704", "3F000" ->
                "Check the names in the model: the role's search_path may differ from yours, so qualify them with their schema.";
            default -> "Look at the statement and the server's log.";
        };
    }

    Finding toFinding() {
        return new Finding("REHEARSAL_FAILED", Severity.BLOCKER, describe(), remedy());
    }

    ReverseEtlException toException(String consequence) {
        return new ReverseEtlException(ErrorCode.REHEARSAL_FAILED, describe() + consequence, remedy(), failure);
    }
}
