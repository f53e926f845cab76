package dev.reverseetl.audit;

import static java.util.stream.Collectors.joining;

import dev.reverseetl.audit.NeededColumns.Extent;
import dev.reverseetl.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One privilege on one object for one role, in the form that tests write down.
 *
 * @param privilege by its name in {@code GRANT}
 * @param extent which columns
 * @param columns the exact names of those that are named, sorted
 * @param object what it is on
 * @param grantee the exact name of who is to hold it
 */
record Atom(String privilege, Extent extent, List<String> columns, GrantedObject object, String grantee) {
    /** Puts together what is about the same privilege on the same object for the same role. */
    static List<Atom> merged(List<Atom> atoms) {
        List<Atom> merged = new ArrayList<>();
        for (Atom atom : atoms) {
            Atom sum = atom;
            for (Atom other : List.copyOf(merged)) {
                if (atom.isAboutTheSameAs(other)) {
                    merged.remove(other);
                    sum = sum.and(other);
                }
            }
            merged.add(sum);
        }
        return merged;
    }

    boolean isAboutTheSameAs(Atom other) {
        return privilege.equals(other.privilege) && object.equals(other.object) && grantee.equals(other.grantee);
    }

    private Atom and(Atom other) {
        if (extent == Extent.NAMED && other.extent == Extent.NAMED) {
            TreeSet<String> both = new TreeSet<>(columns);
            both.addAll(other.columns);
            return new Atom(privilege, extent, List.copyOf(both), object, grantee);
        }
        return extent == Extent.ALL || other.extent == Extent.ANY ? this : other;
    }

    /** The smallest grants, all of which together give it. */
    List<String> singleGrants() {
        return switch (extent) {
            case NONE -> List.of(grant(""));
            case ANY -> List.of(grant(column(object.columns().get(0))));
            case ALL ->
                object.columns().stream().map(name -> grant(column(name))).toList();
            case NAMED -> columns.stream().map(name -> grant(column(name))).toList();
        };
    }

    private static String column(String name) {
        return " (" + Identifier.of(name).quoted() + ")";
    }

    private String grant(String columnList) {
        return "GRANT " + privilege + columnList + " ON " + object.name() + " TO "
                + Identifier.of(grantee).quoted();
    }

    /** Takes it away, and with it the privilege on each column. */
    String revoke() {
        return revoke("");
    }

    /** Takes the privilege on one column away. */
    String revokeOf(String name) {
        return revoke(column(name));
    }

    private String revoke(String columnList) {
        return "REVOKE " + privilege + columnList + " ON " + object.name() + " FROM "
                + Identifier.of(grantee).quoted();
    }

    /** Such as {@code SELECT (id, name) ON app.users TO viewer}; without columns if it is all of them. */
    @Override
    public String toString() {
        boolean all = extent == Extent.ALL
                || columns.equals(object.columns().stream().sorted().toList());
        String columnList = extent == Extent.ANY
                ? " (any)"
                : extent == Extent.NAMED && !all ? columns.stream().collect(joining(", ", " (", ")")) : "";
        return privilege + columnList + " ON " + object.name() + " TO " + grantee;
    }
}
