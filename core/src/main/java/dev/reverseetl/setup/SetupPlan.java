package dev.reverseetl.setup;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.AuditReport;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.spi.ExternalStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What would be done, as a value: nothing has been changed, and no connection is held. Immutable and thread-safe.
 *
 * @see ReverseEtlSourceSetup#plan()
 */
public final class SetupPlan {
    private final PlanPurpose purpose;
    private final ManagedTables managedTables;
    private final Identifier database;
    private final Identifier role;
    private final Identifier managedSchema;
    private final List<PlanStep> steps;
    private final List<Finding> findings;
    private final Optional<AuditReport> audit;
    private final Optional<ChosenProvider> provider;

    SetupPlan(
            PlanPurpose purpose,
            ManagedTables managedTables,
            Identifier database,
            Identifier role,
            Identifier managedSchema,
            List<PlanStep> steps,
            List<Finding> findings,
            Optional<AuditReport> audit,
            Optional<ChosenProvider> provider) {
        this.purpose = purpose;
        this.managedTables = managedTables;
        this.database = database;
        this.role = role;
        this.managedSchema = managedSchema;
        this.steps = List.copyOf(steps);
        this.findings = List.copyOf(findings);
        this.audit = audit;
        this.provider = provider;
    }

    /** {@return what the plan is for} */
    public PlanPurpose purpose() {
        return purpose;
    }

    ManagedTables managedTables() {
        return managedTables;
    }

    /** {@return the database that the plan was made for} */
    public Identifier database() {
        return database;
    }

    /** {@return the role that Segment logs in as} */
    public Identifier role() {
        return role;
    }

    /** {@return the schema in which Segment keeps track of changes} */
    public Identifier managedSchema() {
        return managedSchema;
    }

    /** {@return the steps in their order, foreign ones included} */
    public List<PlanStep> steps() {
        return steps;
    }

    /** {@return the steps that somebody else must run} */
    public List<PlanStep> foreignSteps() {
        return steps.stream().filter(PlanStep::isForeign).toList();
    }

    /** {@return what makes it impossible; {@code apply} refuses while there is any} */
    public List<Finding> blockers() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .toList();
    }

    /** {@return everything worth knowing, blockers included} */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * {@return the audit of the models as the database is now, before any step; nothing without models, or where the
     * plan is not to set up}
     */
    public Optional<AuditReport> audit() {
        return audit;
    }

    /** {@return who is taken to run the server; nothing where the plan is not to set up} */
    public Optional<ChosenProvider> provider() {
        return provider;
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    List<SqlStep> sqlSteps() {
        return steps.stream()
                .filter(SqlStep.class::isInstance)
                .map(SqlStep.class::cast)
                .toList();
    }

    /** Those that the plug-in can take now. */
    List<OutsideStep> outsideSteps(ExternalStep.Order order) {
        return steps.stream()
                .filter(OutsideStep.class::isInstance)
                .map(OutsideStep.class::cast)
                .filter(step -> step.step().order() == order && !step.isForeign() && !step.isWaiting())
                .toList();
    }

    SetupPlan without(String code) {
        return withSteps(
                steps.stream().filter(step -> !step.code().equals(code)).toList());
    }

    SetupPlan only(String code) {
        return withSteps(steps.stream().filter(step -> step.code().equals(code)).toList());
    }

    private SetupPlan withSteps(List<PlanStep> chosen) {
        return new SetupPlan(purpose, managedTables, database, role, managedSchema, chosen, findings, audit, provider);
    }

    /**
     * Returns the steps as a script for {@code psql -v ON_ERROR_STOP=1 -v verifier=…}: the administrator's own in one
     * transaction, foreign ones as comments. It holds neither the password nor its verifier; {@link PasswordVerifier}
     * computes the latter.
     *
     * @return the script
     */
    public String toPsqlScript() {
        return PsqlScript.of(this);
    }

    /** {@return a line about the plan} */
    @Override
    public String toString() {
        return "Plan to " + purpose.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": role "
                + role.quoted() + ", database " + database.quoted() + ", " + steps.size() + " steps, "
                + blockers().size() + " blockers";
    }
}
