package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The queries for a {@link RoleState}, to be sent together with any others, and how to read their results. */
public final class RoleStateReading {
    private final Query<RoleFacts> role;
    private final Query<RoleChoice> choices;
    private final Query<DatabaseAccess> database;
    private final Query<RoleSetting> settings;
    private final Query<ServerSetting> defaults;
    private final Query<ReachableRole> reach;
    private final Query<TableWrite> writes;
    private final Query<SchemaCreate> creates;
    private final Query<OwnedObject> owned;

    /**
     * Prepares the queries; sends nothing.
     *
     * @param lockedTables the OIDs of tables that models lock, and so need UPDATE on
     */
    public RoleStateReading(
            Identifier role, Identifier managedSchema, Collection<Long> lockedTables, ServerVersion version) {
        this.role = RoleFacts.query(role, version);
        this.choices = RoleChoice.query(role, version);
        this.database = DatabaseAccess.query(role);
        this.settings = RoleSetting.query(role);
        this.defaults = ServerSetting.query(SessionFindings.SETTINGS);
        this.reach = ReachableRole.query(role, version);
        this.writes = TableWrite.query(role, managedSchema, lockedTables, version);
        this.creates = SchemaCreate.query(role, managedSchema, version);
        this.owned = OwnedObject.query(role, managedSchema, version);
    }

    /** Returns the queries. */
    public List<Query<?>> queries() {
        return List.of(role, choices, database, settings, defaults, reach, writes, creates, owned);
    }

    /** Returns what they found, or nothing if the role doesn't exist. */
    public Optional<RoleState> read(Results results) {
        return results.of(role).stream()
                .findFirst()
                .flatMap(found -> ActingRole.of(results.of(choices))
                        .map(acting -> new RoleState(
                                found,
                                acting,
                                results.of(database).get(0),
                                results.of(settings),
                                results.of(defaults),
                                results.of(reach),
                                results.of(writes),
                                results.of(creates),
                                results.of(owned))));
    }
}
