package dev.reverseetl.setup;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import java.util.Objects;

/**
 * Takes a PostgreSQL database from nothing to a proven Reverse ETL source, and keeps it one. For most users, the only
 * class to begin with:
 *
 * <pre>{@code
 * ReverseEtlSourceSetup setup = ReverseEtlSourceSetup.builder()
 *         .admin(ConnectionSettings.parse("postgres://admin@db.example.com/shop"))
 *         .generatedPassword()
 *         .grantRead(ReadScope.schema("app").includingFutureTables())
 *         .build();
 * SetupPlan plan = setup.plan();
 * SetupResult result = setup.apply(plan);
 * }</pre>
 *
 * <p>Immutable and thread-safe, as far as the {@code DataSource} that was handed in is. Each verb borrows or opens its
 * connections when it is called and has closed them when it returns: one at a time, but planning and {@link #verify()}
 * hold a second one for a moment if the administrator was given as {@code ConnectionSettings}, and so does a login of
 * the role by {@code loginThrough}, to find out whether a proxy shares backends; a role whose connection limit is 1 is
 * proven all the same. A connection goes back as it came. Each verb ends by its deadline (5 minutes unless set
 * otherwise); interrupting the calling thread cancels the running statement, for which a daemon thread watches while a
 * transaction is open.
 */
public final class ReverseEtlSourceSetup {
    private final SetupGoal goal;
    private final Surroundings surroundings;

    ReverseEtlSourceSetup(SetupGoal goal, Surroundings surroundings) {
        this.goal = goal;
        this.surroundings = surroundings;
    }

    /** {@return a builder with the defaults that its class names} */
    public static ReverseEtlSourceSetupBuilder builder() {
        return new SetupBuilder();
    }

    /**
     * Plans what makes the database a source. Reads the catalogs in a read-only transaction; changes nothing. Models
     * are audited too, which may make temporary objects; they are rolled back at once. A provider's plug-in may ask its
     * own interface, once the transaction has ended.
     *
     * @return the plan; empty if everything is as it should be
     * @throws ReverseEtlException if the server can't be reached or is not one that this library works with
     */
    public SetupPlan plan() {
        return Planning.plan(goal, surroundings, PlanPurpose.SET_UP, ManagedTables.KEEP);
    }

    /**
     * Plans to take away what the role has and a source doesn't need: attributes, powerful memberships, rights to
     * write. Changes nothing.
     *
     * @return the plan, for {@link #apply}
     * @throws ReverseEtlException as for {@link #plan()}
     */
    public SetupPlan removeExcess() {
        return Planning.plan(goal, surroundings, PlanPurpose.REMOVE_EXCESS, ManagedTables.KEEP);
    }

    /**
     * Plans to remove the role from this database altogether: what it owns is given to the administrator, its rights,
     * default privileges and settings here are removed, and the role itself is dropped unless another database has to
     * do with it. A managed schema with tables is a blocker. Changes nothing.
     *
     * @return the plan, for {@link #apply}
     * @throws ReverseEtlException as for {@link #plan()}
     */
    public SetupPlan teardown() {
        return teardown(ManagedTables.KEEP);
    }

    /**
     * As {@link #teardown()}, with a choice about the tables in the managed schema.
     *
     * @param tables whether they may be dropped
     * @return the plan, for {@link #apply}
     * @throws ReverseEtlException as for {@link #plan()}
     */
    public SetupPlan teardown(ManagedTables tables) {
        return Planning.plan(goal, surroundings, PlanPurpose.TEAR_DOWN, Objects.requireNonNull(tables, "tables"));
    }

    /**
     * Applies a plan: all of its statements in one transaction, or none. Under a lock the facts are read again: steps
     * satisfied meanwhile are dropped, and anything new or different ends it. Before the commit, what Segment does in a
     * sync is rehearsed as the role; after it, a login is tried where a way in is known. Steps outside of PostgreSQL
     * come before the statements where these need them, and after the commit where they let Segment in; if one fails,
     * those of its kind are taken back.
     *
     * @param plan a plan of this set-up
     * @return what was done, and how far it is proven
     * @throws ReverseEtlException if the plan has blockers or waits for foreign steps, if the database has changed, a
     *     statement or the rehearsal fails: nothing is changed then
     * @throws IncompleteSetupException if a step outside of PostgreSQL fails after the commit, or can't be taken back
     * @throws UnknownOutcomeException if the connection was lost at the commit and nobody could tell how it ended
     */
    public SetupResult apply(SetupPlan plan) {
        return new Applying(goal, surroundings, Objects.requireNonNull(plan, "plan"), false).apply();
    }

    /**
     * Applies the steps that don't wait for a foreign one; else as {@link #apply}.
     *
     * @param plan a plan of this set-up
     * @return what was done, and what is pending
     * @throws ReverseEtlException as for {@link #apply}, foreign steps apart
     */
    public SetupResult applyPartial(SetupPlan plan) {
        return new Applying(goal, surroundings, Objects.requireNonNull(plan, "plan"), true).apply();
    }

    /**
     * Checks whether everything still holds, by planning, rehearsing and logging in. What it tries is rolled back.
     * Where the plan has a blocker, as on a standby, it doesn't hold for that reason, and nothing is tried.
     *
     * @return what was found
     * @throws ReverseEtlException as for {@link #plan()}
     */
    public Verification verify() {
        return new Verifying(goal, surroundings).verify();
    }

    /**
     * Takes back what one run added: its statements in one transaction, and then, last first, what it made outside of
     * PostgreSQL. Nothing that was there before, or that somebody changed since. Undoing again does what is left.
     * Refuses to drop a managed schema that holds tables, and keeps a role that others have to do with.
     *
     * @param record what {@link SetupResult#undoRecord()} gave, from this or another process
     * @return what was done and what was left alone
     * @throws ReverseEtlException if it is refused or fails: nothing is changed then
     */
    public UndoResult undo(UndoRecord record) {
        return undo(record, ManagedTables.KEEP);
    }

    /**
     * As {@link #undo(UndoRecord)}, with a choice about the tables in the managed schema.
     *
     * @param record the run's record
     * @param tables whether they may be dropped
     * @return what was done and what was left alone
     * @throws ReverseEtlException if it is refused or fails: nothing is changed then
     */
    public UndoResult undo(UndoRecord record, ManagedTables tables) {
        return new Undoing(
                        goal,
                        surroundings,
                        Objects.requireNonNull(record, "record"),
                        Objects.requireNonNull(tables, "tables"))
                .undo();
    }

    /**
     * Takes back what a run did that a journal knows of, if it was committed: the server is asked about one that was
     * only intended. Nothing is changed for one that was rolled back, or undone already.
     *
     * @param entry what {@link SetupJournal#entries} gave
     * @return what was done and what was left alone
     * @throws UnknownOutcomeException if nobody could tell whether the run was committed
     * @throws ReverseEtlException if it is refused or fails: nothing is changed then
     */
    public UndoResult undo(JournalEntry entry) {
        return new JournalUndo(surroundings, this::undo).undo(Objects.requireNonNull(entry, "entry"));
    }

    /**
     * Gives the role another password, and tries to log in with it where a way in is known. The password travels as a
     * SCRAM verifier only. It is the same in all databases of the cluster.
     *
     * @param password the new password
     * @return whether the login succeeded, and which other databases use the role
     * @throws ReverseEtlException if the administrator may not, or it fails: nothing is changed then
     */
    public Rotation rotatePassword(Secret password) {
        return new Rotating(goal, surroundings, Objects.requireNonNull(password, "password")).rotate();
    }

    /**
     * Has the provider give the role another password, where the provider chooses passwords, such as Heroku; and tries
     * to log in with it where a way in is known. {@link Rotation#password()} has it.
     *
     * @return the new password, whether the login succeeded, and which other databases use the role
     * @throws ReverseEtlException if the provider has no part in passwords, the role doesn't exist, or it fails: with
     *     the code {@code PROVIDER_FAILED}, the password may have been changed
     */
    public Rotation rotatePassword() {
        return new ProviderRotating(goal, surroundings).rotate();
    }

    @Override
    public String toString() {
        return "Reverse ETL source set-up: role " + goal.role().quoted() + ", managed schema "
                + goal.managedSchema().quoted() + ", " + surroundings.admin().describe();
    }
}
