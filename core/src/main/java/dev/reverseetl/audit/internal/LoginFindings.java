package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.RoleAttributes;
import java.time.Duration;
import java.time.Instant;

/** Finds what keeps the role from logging in, now or soon. */
final class LoginFindings {
    private static final Duration SOON = Duration.ofDays(30);

    /** Segment may hold several connections, and a broken one counts until the server notices. */
    private static final int FEW = 5;

    private final RoleState state;
    private final FindingDraft draft;
    private final String role;

    private LoginFindings(RoleState state, FindingDraft draft) {
        this.state = state;
        this.draft = draft;
        this.role = state.role().name().quoted();
    }

    static void find(RoleState state, FindingDraft draft) {
        LoginFindings findings = new LoginFindings(state, draft);
        findings.login();
        findings.expiry();
        findings.database();
        if (!state.role().attributes().superuser()) {
            findings.limits();
        }
    }

    private void login() {
        if (!state.role().attributes().login()) {
            draft.blocker(
                    "ROLE_CANNOT_LOGIN",
                    "The role " + role + " has NOLOGIN, so Segment can't log in as it.",
                    "Allow it: ALTER ROLE " + role + " LOGIN.");
        }
    }

    private void expiry() {
        if (state.role().expired()) {
            draft.blocker(
                    "ROLE_EXPIRED",
                    "The password of " + role + " has expired" + end(", on ") + ".",
                    "Give it another end: ALTER ROLE " + role + " VALID UNTIL 'infinity'.");
            return;
        }
        state.role().attributes().validUntil().ifPresent(until -> {
            boolean soon = Instant.parse(until).isBefore(state.database().now().plus(SOON));
            draft.add(new Finding(
                    "ROLE_EXPIRES",
                    soon ? Severity.WARNING : Severity.NOTICE,
                    "The password of " + role + " is valid until " + until + " only.",
                    "Rotate it before, or give it another end: ALTER ROLE " + role + " VALID UNTIL 'infinity'."));
        });
    }

    private String end(String before) {
        RoleAttributes attributes = state.role().attributes();
        return attributes.validUntil().map(until -> before + until).orElse("");
    }

    private void database() {
        String database = state.database().database().quoted();
        if (!state.database().connect()) {
            draft.blocker(
                    "CANNOT_CONNECT",
                    "The role " + role + " has no CONNECT on the database " + database + ".",
                    "Grant it: GRANT CONNECT ON DATABASE " + database + " TO " + role + ".");
        }
        if (!state.database().allowsConnections()) {
            draft.blocker(
                    "DATABASE_REFUSES_CONNECTIONS",
                    "The database " + database + " lets nobody in: it has ALLOW_CONNECTIONS false.",
                    "Open it from another database: ALTER DATABASE " + database + " ALLOW_CONNECTIONS true.");
        }
    }

    private void limits() {
        int ofRole = state.role().attributes().connectionLimit();
        if (isFew(ofRole)) {
            draft.add(new Finding(
                    "ROLE_CONNECTION_LIMIT",
                    severity(ofRole),
                    "The role " + role + " may have " + connections(ofRole) + " at a time.",
                    "Raise the limit: ALTER ROLE " + role + " CONNECTION LIMIT -1."));
        }
        long ofDatabase = state.database().connectionLimit();
        if (isFew(ofDatabase)) {
            String database = state.database().database().quoted();
            draft.add(new Finding(
                    "DATABASE_CONNECTION_LIMIT",
                    severity(ofDatabase),
                    "The database " + database + " takes " + connections(ofDatabase)
                            + " at a time, everybody's together.",
                    "Raise the limit: ALTER DATABASE " + database + " CONNECTION LIMIT -1."));
        }
    }

    private static boolean isFew(long limit) {
        return limit >= 0 && limit < FEW;
    }

    private static Severity severity(long limit) {
        return limit == 0 ? Severity.BLOCKER : Severity.WARNING;
    }

    private static String connections(long limit) {
        return switch ((int) limit) {
            case 0 -> "no connection";
            case 1 -> "only 1 connection";
            default -> "only " + limit + " connections";
        };
    }
}
