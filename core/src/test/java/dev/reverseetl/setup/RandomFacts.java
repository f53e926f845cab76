package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.DatabaseFacts;
import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.catalog.RelationFacts;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SchemaFacts;
import dev.reverseetl.internal.catalog.TableCreator;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SegmentRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Facts as a server might tell them, possible or not: the planner may rely on nothing else. */
class RandomFacts extends DomainContextBase {
    static final SetupGoal GOAL = ImmutableSetupGoal.builder()
            .role(Identifier.of("segment"))
            .managedSchema(Identifier.of("__segment_reverse_etl"))
            .addReadScopes(ReadScope.schema("app").includingFutureTables())
            .password(SetupGoal.Password.GIVEN)
            .createOnDatabase(true)
            .endpoint(new SegmentEndpoint("db.example.com", 5432))
            .region(SegmentRegion.US)
            .allowedRanges(SegmentRegion.US.cidrRanges())
            .build();

    private static final Identifier ADMIN = Identifier.of("admin");
    private static final Identifier THIRD = Identifier.of("third");
    private static final Identifier APP = Identifier.of("app");

    @Provide
    Arbitrary<SetupFacts> facts() {
        return Arbitraries.randomValue(RandomFacts::facts);
    }

    /** Returns facts of a database that is as wanted. */
    static SetupFacts satisfied(SetupFacts facts) {
        DatabaseFacts database = facts.database();
        RoleAttributes attributes = new RoleAttributes(true, false, false, false, false, false, -1, Optional.empty());
        return new SetupFacts(
                facts.server(),
                new DatabaseFacts(
                        database.oid(),
                        database.name(),
                        database.owner(),
                        true,
                        true,
                        database.adminCreate(),
                        database.adminGrantsConnect(),
                        database.adminGrantsCreate(),
                        database.defaultSearchPath()),
                Optional.of(new RoleFacts(7, GOAL.role(), attributes, false, false, false, false, Optional.empty())),
                List.of(),
                facts.memberships(),
                List.of(schema(APP, true, false, false), schema(GOAL.managedSchema(), true, true, false)),
                List.of(),
                facts.relations().stream()
                        .map(relation -> new RelationFacts(
                                relation.oid(), relation.name(), relation.owner(), Set.of(), relation.grantable()))
                        .toList(),
                facts.creators().stream()
                        .map(creator -> new TableCreator(
                                creator.schema(),
                                creator.schemaOid(),
                                creator.creator(),
                                creator.creatorOid(),
                                true,
                                creator.adminMayAlter()))
                        .toList(),
                facts.excess(),
                facts.unreachable(),
                facts.elsewhere(),
                facts.elsewhereRights(),
                facts.dependencies(),
                facts.managedContent(),
                facts.managedDependents(),
                facts.adminEndpoint(),
                Optional.empty(),
                Optional.empty());
    }

    private static SetupFacts facts(Random random) {
        boolean superuser = random.nextBoolean();
        List<SchemaFacts> schemas = new ArrayList<>();
        schemas.add(schema(APP, random.nextBoolean(), random.nextBoolean(), superuser || random.nextBoolean()));
        if (random.nextBoolean()) {
            schemas.add(schema(
                    GOAL.managedSchema(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    superuser || random.nextBoolean()));
        }
        int major = 14 + random.nextInt(5);
        List<Membership> memberships = random.nextBoolean() ? List.of(membership(random)) : List.of();
        boolean canSet = memberships.stream()
                .anyMatch(membership -> major < 16 || membership.options().set());
        Optional<RoleFacts> role =
                random.nextBoolean() ? Optional.of(role(random, superuser || canSet)) : Optional.empty();
        return new SetupFacts(
                new AdminSession(
                        new ServerVersion(major * 10_000),
                        "PostgreSQL",
                        Identifier.of("shop"),
                        false,
                        1,
                        ADMIN,
                        true,
                        superuser,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        List.of("", "set", "inherit", "set, inherit").get(random.nextInt(4))),
                new DatabaseFacts(
                        5,
                        Identifier.of("shop"),
                        random.nextBoolean() ? ADMIN : THIRD,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        superuser || random.nextBoolean(),
                        superuser || random.nextBoolean(),
                        superuser || random.nextBoolean(),
                        "\"$user\", public"),
                role,
                role.isPresent() && random.nextBoolean()
                        ? List.of(new RoleSetting(true, random.nextBoolean(), "role", "other"))
                        : List.of(),
                role.isPresent() ? memberships : List.of(),
                schemas,
                List.of(),
                relations(random, superuser),
                creators(random, superuser),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RoleFacts role(Random random, boolean canSet) {
        RoleAttributes attributes = new RoleAttributes(
                random.nextBoolean(),
                false,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) - 1,
                random.nextBoolean() ? Optional.of("2020-01-01T00:00:00.000000Z") : Optional.empty());
        return new RoleFacts(
                7,
                GOAL.role(),
                attributes,
                attributes.validUntil().isPresent(),
                canSet,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of(random.nextBoolean() ? ADMIN : THIRD) : Optional.empty());
    }

    private static Membership membership(Random random) {
        return new Membership(
                GOAL.role(),
                ADMIN,
                random.nextBoolean() ? ADMIN : Identifier.of("postgres"),
                new MembershipOptions(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
    }

    private static List<RelationFacts> relations(Random random, boolean superuser) {
        List<RelationFacts> relations = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            relations.add(new RelationFacts(
                    100 + i,
                    QualifiedName.of("app", "t" + i),
                    random.nextBoolean() ? ADMIN : THIRD,
                    random.nextBoolean() ? Set.of(Privilege.SELECT) : Set.of(),
                    superuser || random.nextBoolean() ? Set.of(Privilege.SELECT) : Set.of()));
        }
        return relations;
    }

    private static List<TableCreator> creators(Random random, boolean superuser) {
        List<TableCreator> creators = new ArrayList<>();
        for (Identifier creator : List.of(ADMIN, THIRD)) {
            if (random.nextBoolean()) {
                creators.add(new TableCreator(
                        APP,
                        9,
                        creator,
                        creator.equals(ADMIN) ? 20 : 21,
                        random.nextBoolean(),
                        superuser || random.nextBoolean()));
            }
        }
        return creators;
    }

    private static SchemaFacts schema(Identifier name, boolean usage, boolean create, boolean grantable) {
        return new SchemaFacts(name.equals(APP) ? 9 : 10, name, THIRD, usage, create, grantable, grantable);
    }
}
