package dev.reverseetl.setup;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.change.SetPassword;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.jdbc.SqlLiteral;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives the role another password. It travels as a SCRAM verifier only. */
final class Rotating {
    private final SetupGoal goal;
    private final Surroundings surroundings;
    private final Secret password;
    private final Deadline deadline;

    Rotating(SetupGoal goal, Surroundings surroundings, Secret password) {
        this.goal = goal;
        this.surroundings = surroundings;
        this.password = password;
        this.deadline = surroundings.startDeadline();
    }

    Rotation rotate() {
        SetupFacts facts = new Attempts(surroundings.listener(), deadline).run(this::attempt);
        List<Finding> findings = new ArrayList<>(usedElsewhere(goal, facts.elsewhere()));
        ProofOutcome proof = new Proving(goal, surroundings, deadline)
                .prove(RehearsalOutcome.of(RehearsalOutcome.Kind.NOT_WANTED), Optional.of(password));
        findings.addAll(proof.findings());
        return new Rotation(goal.role(), facts.database().name(), proof.proof() == Proof.LOGGED_IN, findings);
    }

    private SetupFacts attempt() {
        AdminTransaction admin = AdminTransaction.begin(surroundings, Transaction.Access.READ_WRITE, deadline);
        try {
            SetupLock.take(admin.transaction());
            SetupFacts facts = admin.read(goal);
            RoleFacts role = facts.role()
                    .orElseThrow(() -> refused(
                            ErrorCode.ROLE_NOT_FOUND,
                            "The role " + goal.role().quoted() + " doesn't exist",
                            "Set it up first."));
            SetPassword change = new SetPassword(goal.role());
            boolean self = role.name().equals(facts.server().admin());
            if (!self && !new AdminPowers(goal.role(), facts).canAlterRole()) {
                throw refused(
                        ErrorCode.FOREIGN_STEPS,
                        facts.server().admin().quoted() + " may not change the password of "
                                + goal.role().quoted(),
                        "Have a superuser, or a role with CREATEROLE and ADMIN on it, run: "
                                + change.sql(PlanStep.VERIFIER_VARIABLE) + ".");
            }
            admin.transaction().run(change.sql(SqlLiteral.quoted(PasswordVerifier.of(password))));
            String transactionId = admin.transaction()
                    .read(CommitOutcome.currentTransactionId())
                    .get(0);
            new CommitGuard(surroundings, SetupJournal.none())
                    .commit(admin.transaction(), transactionId, nothingToUndo(facts));
            return facts;
        } finally {
            admin.close();
        }
    }

    private UndoRecord nothingToUndo(SetupFacts facts) {
        return new UndoRecord(
                "rotation",
                surroundings.clock().instant(),
                facts.database().name(),
                goal.role(),
                facts.role().map(RoleFacts::oid).orElse(0L),
                goal.managedSchema(),
                List.of(),
                List.of());
    }

    /** Warns of other databases that the new password is that of. */
    static List<Finding> usedElsewhere(SetupGoal goal, List<Identifier> elsewhere) {
        if (elsewhere.isEmpty()) {
            return List.of();
        }
        return List.of(new Finding(
                "ROLE_USED_ELSEWHERE",
                Severity.WARNING,
                "A password is the cluster's: the databases "
                        + elsewhere.stream().map(Identifier::quoted).collect(Collectors.joining(", "))
                        + " have to do with " + goal.role().quoted() + " too.",
                "Give the new password to every Segment source and host application that uses the role."));
    }

    static ReverseEtlException refused(ErrorCode code, String problem, String remedy) {
        return new ReverseEtlException(code, problem + ". Nothing was changed.", remedy);
    }
}
