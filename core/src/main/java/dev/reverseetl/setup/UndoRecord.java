package dev.reverseetl.setup;

import dev.reverseetl.internal.change.Change;
import dev.reverseetl.postgres.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one run added, and how to take it back: a pure value that can be kept as JSON and used by another process. It
 * holds no secret. Immutable and thread-safe.
 *
 * @see ReverseEtlSourceSetup#undo(UndoRecord)
 */
public final class UndoRecord {
    private final String id;
    private final Instant createdAt;
    private final Identifier database;
    private final Identifier role;
    private final long roleOid;
    private final Identifier managedSchema;
    private final List<Change> changes;
    private final List<ExternalChange> externalChanges;

    UndoRecord(
            String id,
            Instant createdAt,
            Identifier database,
            Identifier role,
            long roleOid,
            Identifier managedSchema,
            List<Change> changes,
            List<ExternalChange> externalChanges) {
        this.id = id;
        this.createdAt = createdAt;
        this.database = database;
        this.role = role;
        this.roleOid = roleOid;
        this.managedSchema = managedSchema;
        this.changes = List.copyOf(changes);
        this.externalChanges = List.copyOf(externalChanges);
    }

    /**
     * Returns the inverses of what was run, last first, without what cancels itself out, as a temporary membership
     * does.
     */
    static List<Change> inverses(List<Change> run) {
        List<Change> remaining = new ArrayList<>();
        for (Change change : run) {
            if (!change.inverse().map(remaining::remove).orElse(false)) {
                remaining.add(change);
            }
        }
        List<Change> inverses = new ArrayList<>();
        remaining.forEach(change -> change.inverse().ifPresent(inverses::add));
        Collections.reverse(inverses);
        return inverses;
    }

    /** {@return the run's id} */
    public String id() {
        return id;
    }

    /** {@return when the run was} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return the database that the run changed} */
    public Identifier database() {
        return database;
    }

    /** {@return the role that the run was about} */
    public Identifier role() {
        return role;
    }

    /** {@return the managed schema that the run was about} */
    public Identifier managedSchema() {
        return managedSchema;
    }

    /** {@return the statements that undo the run, in their order, by the names that the objects had then} */
    public List<String> statements() {
        return changes.stream()
                .map(change -> change.sql(PlanStep.VERIFIER_VARIABLE))
                .toList();
    }

    /** {@return the calls that undo, after the statements, what the run did outside of PostgreSQL, in their order} */
    public List<String> calls() {
        List<String> calls = new ArrayList<>();
        externalChanges.forEach(change -> change.step().undoCall().ifPresent(calls::add));
        Collections.reverse(calls);
        return calls;
    }

    /** {@return whether the run changed nothing} */
    public boolean isEmpty() {
        return changes.isEmpty() && externalChanges.isEmpty();
    }

    /** {@return the record as one line of JSON; its format is versioned, and later versions of this library read it} */
    public String toJson() {
        return UndoRecordJson.write(this);
    }

    /**
     * Returns the record that {@link #toJson()} wrote.
     *
     * @param json the text
     * @return the record
     * @throws IllegalArgumentException if the text is no such record, or of a newer format
     */
    public static UndoRecord fromJson(String json) {
        return UndoRecordJson.read(json);
    }

    long roleOid() {
        return roleOid;
    }

    List<Change> changes() {
        return changes;
    }

    /** In the order in which they were made. */
    List<ExternalChange> externalChanges() {
        return externalChanges;
    }

    UndoRecord withoutStatements() {
        return new UndoRecord(id, createdAt, database, role, roleOid, managedSchema, List.of(), externalChanges);
    }

    UndoRecord with(List<ExternalChange> external) {
        return new UndoRecord(id, createdAt, database, role, roleOid, managedSchema, changes, external);
    }

    @Override
    public String toString() {
        return "Undo record " + id + " of " + createdAt + ": role " + role.quoted() + ", database " + database.quoted()
                + ", " + changes.size() + " statements"
                + (externalChanges.isEmpty() ? "" : ", " + externalChanges.size() + " calls");
    }
}
