package dev.reverseetl.audit.internal;

import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what the role, its groups or everybody may do to objects and a source doesn't need. */
final class ExcessRights {
    private static final int EXAMPLES = 5;

    private final RoleState state;
    private final FindingDraft draft;
    private final String role;

    private ExcessRights(RoleState state, FindingDraft draft) {
        this.state = state;
        this.draft = draft;
        this.role = state.role().name().quoted();
    }

    static void find(RoleState state, FindingDraft draft) {
        ExcessRights rights = new ExcessRights(state, draft);
        rights.granted();
        rights.owned();
        rights.everybodyWrites();
        rights.everybodyCreates();
    }

    private void granted() {
        List<TableWrite> tables =
                state.writes().stream().filter(write -> !write.everybody()).toList();
        List<SchemaCreate> schemas =
                state.creates().stream().filter(create -> !create.everybody()).toList();
        List<String> rights = new ArrayList<>();
        tables.forEach(write -> rights.add(right(write) + through(write.holders())));
        if (!tables.isEmpty()) {
            more(tables.get(0).tables() - tables.size(), rights);
        }
        schemas.stream()
                .limit(EXAMPLES)
                .forEach(create ->
                        rights.add("CREATE on schema " + create.schema().quoted() + through(create.holders())));
        more(schemas.size() - EXAMPLES, rights);
        if (!rights.isEmpty()) {
            draft.warning(
                    "EXCESS_PRIVILEGES",
                    "The role " + role + " may do more than a source needs: " + String.join("; ", rights) + ".",
                    "Revoke it from whom it was granted to; ReverseEtlSourceSetup.removeExcess() takes away what was"
                            + " granted to the role itself.");
        }
    }

    private void owned() {
        if (!state.owned().isEmpty()) {
            List<String> objects = new ArrayList<>();
            state.owned()
                    .forEach(object -> objects.add(object.description()
                            + through(List.of(object.owner().value()))));
            more(state.owned().get(0).objects() - state.owned().size(), objects);
            draft.warning(
                    "OWNS_OBJECTS",
                    "The role " + role + " rules objects outside the managed schema as their owner, and may drop them: "
                            + String.join("; ", objects) + ".",
                    "Give them to another role with ALTER … OWNER TO, or leave the group that owns them.");
        }
    }

    private void everybodyWrites() {
        List<TableWrite> tables =
                state.writes().stream().filter(TableWrite::everybody).toList();
        if (!tables.isEmpty()) {
            List<String> rights = new ArrayList<>();
            tables.forEach(write -> rights.add(right(write)));
            more(tables.get(0).tables() - tables.size(), rights);
            draft.warning(
                    "PUBLIC_WRITES_TABLES",
                    "Everybody, " + role + " too, may change tables: " + String.join("; ", rights) + ".",
                    "Take it from everybody, after granting it to whom needs it: REVOKE … FROM PUBLIC.");
        }
    }

    private void everybodyCreates() {
        List<Identifier> schemas = state.creates().stream()
                .filter(SchemaCreate::everybody)
                .map(SchemaCreate::schema)
                .toList();
        if (!schemas.isEmpty()) {
            String names = schemas.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
            draft.notice(
                    "PUBLIC_CREATES_IN_SCHEMA",
                    "Everybody, " + role + " too, may create tables and functions in the schema " + names
                            + ", as was usual before PostgreSQL 15.",
                    "Take it from everybody, after granting it to whom needs it: REVOKE CREATE ON SCHEMA " + names
                            + " FROM PUBLIC.");
        }
    }

    private static String right(TableWrite write) {
        return String.join(", ", write.privileges()) + " on " + write.table().quoted();
    }

    /** Who was granted it, unless it is the role itself. */
    private String through(List<String> holders) {
        List<String> others = holders.stream()
                .filter(holder -> !holder.equals(state.role().name().value()))
                .map(holder -> Identifier.of(holder).quoted())
                .toList();
        return holders.size() > others.size() ? "" : " through " + String.join(", ", others);
    }

    private static void more(long count, List<String> examples) {
        if (count > 0) {
            examples.add("and " + count + " more");
        }
    }
}
