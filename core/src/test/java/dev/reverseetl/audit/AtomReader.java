package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.audit.NeededColumns.Extent;
import dev.reverseetl.postgres.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads atoms from what tests write and from what audits answer. */
record AtomReader(GrantedObjects objects) {
    private static final Pattern TEXT =
            Pattern.compile("(?<privilege>[A-Z]+)(?: \\((?<columns>.+)\\))? ON (?<object>.+) TO (?<grantee>\\S+)");

    /** Reads what {@link Atom#toString} writes; columns by exact names without quotes, or {@code any}. */
    Atom read(String text) throws SQLException {
        Matcher matcher = TEXT.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        GrantedObject object = objects.named(matcher.group("object"));
        String columns = matcher.group("columns");
        List<String> named = columns == null || columns.equals("any")
                ? List.of()
                : Arrays.stream(columns.split(", ", -1)).sorted().toList();
        Extent extent = !named.isEmpty()
                ? Extent.NAMED
                : columns != null ? Extent.ANY : object.columns().isEmpty() ? Extent.NONE : Extent.ALL;
        return new Atom(matcher.group("privilege"), extent, named, object, matcher.group("grantee"));
    }

    /** Reads the atoms of an audit, and checks that each is consistent in itself. */
    List<Atom> read(List<MissingPrivilege> missing) throws SQLException {
        List<Atom> atoms = new ArrayList<>();
        for (MissingPrivilege privilege : missing) {
            Optional<GrantedObject> found = objects.byOid(privilege.objectKind(), privilege.oid());
            assertThat(found).as("object of %s", privilege).isPresent();
            GrantedObject object = found.orElseThrow();
            assertThat(privilege.object().value()).as("name in %s", privilege).isEqualTo(object.plainName());
            assertThat(privilege.schema().map(Identifier::value).orElse(""))
                    .as("schema in %s", privilege)
                    .isEqualTo(object.schema());
            assertThat(privilege.objectKind()).as("kind in %s", privilege).isEqualTo(object.kind());
            assertThat(privilege.why()).as("why in %s", privilege).isNotEmpty();
            assertThat(privilege.grantableBy())
                    .as("who can grant %s", privilege)
                    .isNotBlank();
            atoms.add(atom(privilege, object));
        }
        return Atom.merged(atoms);
    }

    private static Atom atom(MissingPrivilege privilege, GrantedObject object) {
        boolean columns = !object.columns().isEmpty();
        return new Atom(
                privilege.privilege().name(),
                columns ? privilege.columns().extent() : Extent.NONE,
                privilege.columns().names().stream()
                        .filter(name -> columns)
                        .map(Identifier::value)
                        .sorted()
                        .toList(),
                object,
                privilege.grantee().value());
    }
}
