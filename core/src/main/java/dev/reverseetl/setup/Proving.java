package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.PoolingProbe;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.StatementFailure;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logs in as the role, after the commit, and says how far the source is proven. Never throws for what the login shows.
 */
final class Proving {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final Deadline deadline;

    Proving(SetupGoal goal, Surroundings surroundings, Deadline deadline) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.deadline = deadline;
    }

    /**
     * Proves.
     *
     * @param rehearsal how the rehearsal as the administrator went
     * @param password the role's password, if it is known; it goes before the one in the way given
     */
    ProofOutcome prove(RehearsalOutcome rehearsal, Optional<Secret> password) {
        // The administrator's way in is good for the role too, but its password is not
        Optional<Secret> secret = password.or(() -> surroundings.loginThrough().flatMap(ConnectionSettings::password))
                .or(this::passwordOfAdmin);
        Optional<ConnectionSettings> door = surroundings.loginThrough().or(surroundings.admin()::settings);
        Optional<ConnectionSettings> way = door.flatMap(
                settings -> secret.map(found -> settings.withUser(goal.role().value(), found)));
        if (way.isEmpty()) {
            String why = door.isEmpty()
                    ? "no login was tried, since no way in is known; give one with loginThrough(ConnectionSettings)"
                    : "no login was tried, since the role's password isn't known here";
            return withoutLogin(
                    rehearsal, why, secret.map(known -> unverified()).stream().toList());
        }
        AfterCommit.tell(surroundings.listener()::loggingIn);
        try {
            return logIn(ConnectionSource.of(way.get()), rehearsal);
        } catch (ReverseEtlException | StatementFailure e) {
            Finding finding = new Finding(
                    "LOGIN_FAILED",
                    Severity.WARNING,
                    "Logging in as " + goal.role().quoted() + " failed: " + e.getMessage(),
                    "Mend that, and check it with verify(). If its password is another one, set it with"
                            + " rotatePassword(Secret), and give Segment the same.");
            return withoutLogin(rehearsal, "the login failed", List.of(finding));
        }
    }

    /** Where the administrator is the role itself. */
    private Optional<Secret> passwordOfAdmin() {
        return surroundings
                .admin()
                .settings()
                .filter(settings -> settings.user().equals(goal.role().value()))
                .flatMap(ConnectionSettings::password);
    }

    private ProofOutcome logIn(ConnectionSource source, RehearsalOutcome rehearsal) {
        Transaction.Begun<Session> begun = Transaction.begin(
                source, Transaction.Access.READ_WRITE, surroundings.lockTimeout(), deadline, Session.query());
        Session session = begun.rows().get(0);
        try (Transaction transaction = begun.transaction()) {
            ProofOutcome outcome = session.readOnly() ? readOnly() : rehearseAgain(transaction, rehearsal);
            // The administrator's way in was asked about when planning
            return surroundings.loginThrough().isPresent()
                            && PoolingProbe.sharesBackend(
                                    transaction, session.backendPid(), source, surroundings.lockTimeout(), deadline)
                    ? pooled(source)
                    : outcome;
        }
    }

    /** Also where it passed before the commit: only the role's own session has the role's own settings. */
    private ProofOutcome rehearseAgain(Transaction transaction, RehearsalOutcome rehearsal) {
        if (rehearsal.kind() == RehearsalOutcome.Kind.NOT_WANTED) {
            return new ProofOutcome(Proof.LOGGED_IN, "A login as the role passed.", List.of());
        }
        Optional<RehearsalFailure> failure = Rehearsal.asRole(goal).run(transaction);
        if (failure.isPresent()) {
            return new ProofOutcome(
                    Proof.STATIC_ONLY,
                    "The login passed, but the rehearsal in its session failed.",
                    List.of(failure.get().toFinding()));
        }
        return new ProofOutcome(
                Proof.LOGGED_IN,
                rehearsal.kind() == RehearsalOutcome.Kind.PASSED
                        ? "The rehearsal passed, and so did a login as the role."
                        : "A login as the role passed, and the rehearsal in its session.",
                List.of());
    }

    /** What a session of the role is like. */
    private record Session(long backendPid, boolean readOnly) {
        static Query<Session> query() {
            return Query.of(
                    "SELECT CAST(pg_catalog.pg_backend_pid() AS pg_catalog.int8) AS pid,"
                            + " pg_catalog.current_setting('default_transaction_read_only') AS read_only",
                    row -> new Session(row.number("pid"), row.text("read_only").equals("on")));
        }
    }

    private Finding unverified() {
        return new Finding(
                "PASSWORD_UNVERIFIED",
                Severity.NOTICE,
                "Whether the password is that of " + goal.role().quoted() + " was not checked.",
                "Give a way to log in with loginThrough(ConnectionSettings).");
    }

    /** Our own transactions say that they write; Segment's may not. */
    private static ProofOutcome readOnly() {
        return new ProofOutcome(
                Proof.STATIC_ONLY,
                "The login passed, but its session is read-only.",
                List.of(new Finding(
                        "SESSION_READ_ONLY",
                        Severity.BLOCKER,
                        "The role's sessions start with default_transaction_read_only = on, and Segment must write to"
                                + " the managed schema.",
                        "Set it to off for the role, the database or the server.")));
    }

    private static ProofOutcome pooled(ConnectionSource source) {
        return new ProofOutcome(
                Proof.STATIC_ONLY,
                "The way given to log in as the role goes through a transaction-pooling proxy.",
                List.of(new Finding(
                        "ENDPOINT_POOLED",
                        Severity.BLOCKER,
                        "Two connections to " + source.describe()
                                + " share one backend: a transaction-pooling proxy, and syncs need sessions of their own.",
                        "Give Segment, and loginThrough(ConnectionSettings), the database's own endpoint.")));
    }

    private static ProofOutcome withoutLogin(RehearsalOutcome rehearsal, String why, List<Finding> findings) {
        return switch (rehearsal.kind()) {
            case PASSED -> new ProofOutcome(Proof.REHEARSED, "The rehearsal passed; " + why + ".", findings);
            case REFUSED ->
                new ProofOutcome(
                        Proof.STATIC_ONLY,
                        "PostgreSQL doesn't let the administrator act as the role, and " + why + ".",
                        findings);
            case PENDING ->
                new ProofOutcome(
                        Proof.STATIC_ONLY,
                        "The rehearsal fails while foreign steps are pending; " + why + ".",
                        Stream.concat(rehearsal.failure().map(RehearsalFailure::toFinding).stream(), findings.stream())
                                .toList());
            case NOT_WANTED -> new ProofOutcome(Proof.STATIC_ONLY, why + ".", findings);
        };
    }
}
