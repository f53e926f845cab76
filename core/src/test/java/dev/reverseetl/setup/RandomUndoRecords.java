package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.change.AlterRole;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokeFutureTables;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.internal.change.SetRoleSetting;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStepBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Undo records as a run might leave them, with whatever names PostgreSQL allows. */
class RandomUndoRecords extends DomainContextBase {
    /** One for each kind of change that undoes another. */
    static final List<Function<Random, Change>> KINDS = List.of(
            random -> new DropRole(name(random), oid(random)),
            random -> new DropSchema(name(random), oid(random), false),
            random -> new AlterRole(name(random), oid(random), attributes(random), attributes(random)),
            random -> new SetRoleSetting(
                    name(random),
                    oid(random),
                    maybe(random, () -> name(random)),
                    text(random),
                    maybe(random, () -> text(random)),
                    maybe(random, () -> text(random))),
            random -> new ChangeMembership(
                    name(random),
                    name(random),
                    maybe(random, () -> name(random)),
                    maybe(random, () -> options(random)),
                    maybe(random, () -> options(random)),
                    random.nextBoolean()),
            random -> new GrantPrivileges(object(random), privileges(random), name(random), random.nextBoolean()),
            random -> new RevokePrivileges(object(random), privileges(random), name(random), random.nextBoolean()),
            random -> new GrantFutureTables(name(random), 7, name(random), oid(random), name(random)),
            random -> new RevokeFutureTables(name(random), 7, name(random), oid(random), name(random)));

    @Provide
    Arbitrary<UndoRecord> records() {
        return Arbitraries.randomValue(random -> new UndoRecord(
                text(random),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                name(random),
                name(random),
                oid(random),
                name(random),
                changes(random),
                random.nextBoolean() ? List.of() : List.of(external(random), external(random))));
    }

    private static ExternalChange external(Random random) {
        boolean first = random.nextBoolean();
        ExternalStepBuilder step = ExternalStep.of(
                        "AUTHORIZE_INGRESS", first ? ExternalStep.Order.BEFORE_SQL : ExternalStep.Order.AFTER_SQL)
                .what("w" + text(random))
                .why("y" + text(random))
                .call("c" + text(random))
                .parameter(text(random), text(random))
                .parameter("range", text(random));
        maybe(random, () -> text(random)).ifPresent(step::undoCall);
        if (first && random.nextBoolean()) {
            step.makesRole();
        }
        return new ExternalChange("rds", step.build(), maybe(random, () -> Map.of(text(random), text(random))));
    }

    private static List<Change> changes(Random random) {
        List<Change> changes = new ArrayList<>();
        KINDS.forEach(kind -> changes.add(kind.apply(random)));
        return changes;
    }

    static Identifier name(Random random) {
        return Identifier.of(text(random));
    }

    /** One to fifteen characters, each of one to four bytes: controls, quotes, marks of direction and emojis alike. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(15); length > 0; length--) {
            int limit = List.of(0x80, 0x800, 0x10000, 0x110000).get(random.nextInt(4));
            int codePoint = 1 + random.nextInt(limit - 1);
            boolean surrogate = Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? '"' : codePoint);
        }
        return text.toString();
    }

    private static long oid(Random random) {
        return Integer.toUnsignedLong(random.nextInt());
    }

    private static RoleAttributes attributes(Random random) {
        return new RoleAttributes(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(),
                maybe(random, () -> text(random)));
    }

    private static MembershipOptions options(Random random) {
        return new MembershipOptions(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }

    private static DatabaseObject object(Random random) {
        List<DatabaseObject.Kind> kinds = List.of(DatabaseObject.Kind.values());
        DatabaseObject.Kind kind = kinds.get(random.nextInt(kinds.size()));
        Optional<Identifier> schema = kind == DatabaseObject.Kind.TABLE ? Optional.of(name(random)) : Optional.empty();
        return new DatabaseObject(kind, oid(random), schema, name(random));
    }

    private static List<Privilege> privileges(Random random) {
        List<Privilege> privileges = new ArrayList<>(List.of(Privilege.values()));
        Collections.shuffle(privileges, random);
        return privileges.subList(0, 1 + random.nextInt(privileges.size()));
    }

    private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
