package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import java.util.List;

/**
 * What the audit knows of a role and of the database it is to log in to, apart from models. {@link RoleStateReading}
 * reads it.
 *
 * @param role the role that logs in
 * @param acting as whom its sessions act
 * @param database whether it may connect
 * @param settings what its sessions start with, the most specific first
 * @param defaults what they start with where no setting of role or database says otherwise
 * @param reach the other roles whose rights it has or can have
 * @param writes examples of tables that it may write
 * @param creates schemas that it may create in
 * @param owned examples of what belongs to it
 */
public record RoleState(
        RoleFacts role,
        ActingRole acting,
        DatabaseAccess database,
        List<RoleSetting> settings,
        List<ServerSetting> defaults,
        List<ReachableRole> reach,
        List<TableWrite> writes,
        List<SchemaCreate> creates,
        List<OwnedObject> owned) {
    /** Takes copies of the lists. */
    public RoleState {
        settings = List.copyOf(settings);
        defaults = List.copyOf(defaults);
        reach = List.copyOf(reach);
        writes = List.copyOf(writes);
        creates = List.copyOf(creates);
        owned = List.copyOf(owned);
    }
}
