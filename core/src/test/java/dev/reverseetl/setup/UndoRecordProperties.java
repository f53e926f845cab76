package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.CreateRole;
import dev.reverseetl.internal.change.CreateSchema;
import dev.reverseetl.internal.change.DropOwned;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.ReassignOwned;
import dev.reverseetl.internal.change.RestorePrivileges;
import dev.reverseetl.internal.change.SetPassword;
import dev.reverseetl.internal.json.JsonText;
import dev.reverseetl.postgres.Identifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** A record survives its JSON, whatever its names and values are. */
@Domain(RandomUndoRecords.class)
class UndoRecordProperties {
    @Property(tries = 300)
    void isTheSameAfterItsJson(@ForAll UndoRecord record) {
        UndoRecord read = UndoRecord.fromJson(record.toJson());
        assertThat(read.changes()).isEqualTo(record.changes());
        assertThat(read.externalChanges()).isEqualTo(record.externalChanges());
        assertThat(read.id()).isEqualTo(record.id());
        assertThat(read.createdAt()).isEqualTo(record.createdAt());
        assertThat(read.database()).isEqualTo(record.database());
        assertThat(read.role()).isEqualTo(record.role());
        assertThat(read.roleOid()).isEqualTo(record.roleOid());
        assertThat(read.managedSchema()).isEqualTo(record.managedSchema());
        assertThat(read.toJson()).isEqualTo(record.toJson()).doesNotContain("\n", "\r");
    }

    /** A kind of change that is added has to be put among those that undo, or those that don't. */
    @Example
    void everyKindOfChangeIsEitherKeptOrRefused() {
        Identifier role = Identifier.of("segment");
        Random random = new Random(1);
        List<Change> kept =
                RandomUndoRecords.KINDS.stream().map(kind -> kind.apply(random)).toList();
        List<Change> refused = List.of(
                new CreateRole(role, 0, true, -1, Optional.empty()),
                new CreateSchema(role, 0, Optional.empty()),
                new ReassignOwned(role, role),
                new DropOwned(role),
                new RestorePrivileges(
                        (GrantPrivileges) RandomUndoRecords.KINDS.get(5).apply(random)),
                new SetPassword(role));
        refused.forEach(change -> assertThatIllegalStateException()
                .isThrownBy(() -> JsonText.compact(json -> ChangeJson.write(change, json))));
        Set<Class<?>> seen = Stream.concat(kept.stream(), refused.stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(Arrays.asList(Change.class.getPermittedSubclasses())).containsExactlyInAnyOrderElementsOf(seen);
    }

    @Property(tries = 100)
    void whatIsTakenBackInTheSameRunLeavesNothing(@ForAll UndoRecord record) {
        List<Change> run = record.changes();
        List<Change> andBack =
                Stream.concat(run.stream(), UndoRecord.inverses(run).stream()).toList();
        assertThat(UndoRecord.inverses(andBack)).isEmpty();
    }
}
