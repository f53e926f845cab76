package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.DatabaseFacts;
import dev.reverseetl.internal.catalog.ExcessRight;
import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.OtherDatabaseRight;
import dev.reverseetl.internal.catalog.RelationFacts;
import dev.reverseetl.internal.catalog.RoleDependency;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.catalog.TableCreator;
import dev.reverseetl.internal.catalog.UnreachableRight;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.segment.SegmentEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * All that the planner decides by, as it was at one moment.
 *
 * @param server the server and the administrator
 * @param database the database
 * @param role the role, if it exists
 * @param settings what the role's sessions start with, the most specific first
 * @param memberships the role's memberships, and the administrator's in it
 * @param schemas the managed schema and those to read from, as far as they exist
 * @param unwritable tables in the managed schema that the role can't write
 * @param relations the relations to be read
 * @param creators who creates tables in the schemas whose future tables are to be read
 * @param excess what the role was granted beyond need
 * @param unreachable what the role was granted and the administrator can't take back
 * @param elsewhere the other databases that the role has to do with
 * @param elsewhereRights the rights that it has on them
 * @param dependencies what in this database depends on the role
 * @param managedContent examples of what the managed schema holds
 * @param managedDependents what outside the managed schema depends on what it holds
 * @param adminEndpoint what the administrator is connected to, if the driver tells
 * @param models what the models lack, if it was audited
 * @param provider whose server it is, if it was asked
 */
record SetupFacts(
        AdminSession server,
        DatabaseFacts database,
        Optional<RoleFacts> role,
        List<RoleSetting> settings,
        List<Membership> memberships,
        List<SchemaFacts> schemas,
        List<RelationFacts> unwritable,
        List<RelationFacts> relations,
        List<TableCreator> creators,
        List<ExcessRight> excess,
        List<UnreachableRight> unreachable,
        List<Identifier> elsewhere,
        List<OtherDatabaseRight> elsewhereRights,
        List<RoleDependency> dependencies,
        List<QualifiedName> managedContent,
        List<String> managedDependents,
        Optional<SegmentEndpoint> adminEndpoint,
        Optional<ModelFacts> models,
        Optional<ProviderFacts> provider) {

    SetupFacts withModels(ModelFacts audited) {
        return with(Optional.of(audited), provider);
    }

    SetupFacts withProvider(ProviderFacts known) {
        return with(models, Optional.of(known));
    }

    private SetupFacts with(Optional<ModelFacts> audited, Optional<ProviderFacts> known) {
        return new SetupFacts(
                server,
                database,
                role,
                settings,
                memberships,
                schemas,
                unwritable,
                relations,
                creators,
                excess,
                unreachable,
                elsewhere,
                elsewhereRights,
                dependencies,
                managedContent,
                managedDependents,
                adminEndpoint,
                audited,
                known);
    }

    /** {@return whether the provider makes the role, or made it in this run} */
    boolean roleIsMadeOutside() {
        return provider.map(ProviderFacts::makesRole).orElse(false);
    }

    /** {@return whether the role is the administrator itself, as the provider allows} */
    boolean adminIsRole() {
        return role.map(RoleFacts::name).filter(server.admin()::equals).isPresent()
                && provider.map(ProviderFacts::adminMayBeRole).orElse(false);
    }

    Optional<SchemaFacts> schema(Identifier name) {
        return schemas.stream().filter(schema -> schema.name().equals(name)).findFirst();
    }

    /** {@return the value that the role's sessions start with, if a setting of role or database says so} */
    Optional<String> sessionSetting(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(RoleSetting::value)
                .findFirst();
    }

    /** {@return the search path that the role's sessions start with} */
    SearchPath searchPathOfSessions() {
        return SearchPath.parse(sessionSetting("search_path").orElse(database.defaultSearchPath()));
    }

    /** {@return the same once the goal is reached} */
    SearchPath searchPathOfSessions(SetupGoal goal) {
        return goal.searchPath().orElseGet(this::searchPathOfSessions);
    }

    /**
     * {@return the settings that make the role's sessions act as another role, the most specific first; one that says
     * {@code none} lets those after it do nothing}
     */
    List<RoleSetting> actingAsAnother() {
        return settings.stream()
                .filter(setting -> setting.name().equals("role"))
                .takeWhile(setting -> !setting.value().equals("none"))
                .toList();
    }
}
