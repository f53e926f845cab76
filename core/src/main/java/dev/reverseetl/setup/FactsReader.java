package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.DatabaseFacts;
import dev.reverseetl.internal.catalog.ElsewhereFacts;
import dev.reverseetl.internal.catalog.ExcessRight;
import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.OtherDatabaseRight;
import dev.reverseetl.internal.catalog.RelationFacts;
import dev.reverseetl.internal.catalog.RoleDependency;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SchemaContent;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.catalog.TableCreator;
import dev.reverseetl.internal.catalog.UnreachableRight;
import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.internal.jdbc.Results;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.segment.SegmentEndpoint;
import java.util.List;
import java.util.Optional;

/** Reads the facts for a goal, all in one round trip. */
final class FactsReader {
    private final AdminSession server;
    private final Query<DatabaseFacts> database;
    private final Query<RoleFacts> role;
    private final Query<RoleSetting> settings;
    private final Query<Membership> memberships;
    private final Query<SchemaFacts> schemas;
    private final Query<RelationFacts> unwritable;
    private final Query<RelationFacts> relations;
    private final Query<TableCreator> creators;
    private final Query<ExcessRight> excess;
    private final Query<UnreachableRight> unreachable;
    private final Query<Identifier> elsewhere;
    private final Query<OtherDatabaseRight> elsewhereRights;
    private final Query<RoleDependency> dependencies;
    private final Query<QualifiedName> managedContent;
    private final Query<String> managedDependents;

    FactsReader(SetupGoal goal, AdminSession server, boolean searchPathOfClient) {
        Identifier name = goal.role();
        this.server = server;
        this.database = DatabaseFacts.query(name, searchPathOfClient);
        this.role = RoleFacts.query(name, server.version());
        this.settings = RoleSetting.query(name);
        this.memberships = Membership.query(name);
        this.schemas = SchemaFacts.query(name, goal.allSchemas());
        this.unwritable = RelationFacts.notWritable(name, goal.managedSchema());
        this.relations = RelationFacts.readable(name, goal.wholeSchemas(), goal.singleTables());
        this.creators = TableCreator.query(name, goal.futureSchemas(), server.version());
        this.excess = ExcessRight.query(name, goal.managedSchema());
        this.unreachable = UnreachableRight.query(name);
        this.elsewhere = ElsewhereFacts.query(name);
        this.elsewhereRights = OtherDatabaseRight.query(name);
        this.dependencies = RoleDependency.query(name, goal.managedSchema());
        this.managedContent = SchemaContent.query(goal.managedSchema());
        this.managedDependents = SchemaContent.dependents(goal.managedSchema());
    }

    SetupFacts read(Transaction transaction, Optional<SegmentEndpoint> adminEndpoint) {
        Results results = transaction.read(List.of(
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
                managedDependents));
        return new SetupFacts(
                server,
                results.of(database).get(0),
                results.of(role).stream().findFirst(),
                results.of(settings),
                results.of(memberships),
                results.of(schemas),
                results.of(unwritable),
                results.of(relations),
                results.of(creators),
                results.of(excess),
                results.of(unreachable),
                results.of(elsewhere),
                results.of(elsewhereRights),
                results.of(dependencies),
                results.of(managedContent),
                results.of(managedDependents),
                adminEndpoint,
                Optional.empty(),
                Optional.empty());
    }
}
