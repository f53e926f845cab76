package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose rights a role has without SET ROLE, as far as row security asks. */
final class Memberships {
    private record Pair(long member, long role) {}

    private final Set<Pair> pairs = new HashSet<>();

    static Memberships of(List<Memberships> rows) {
        Memberships all = new Memberships();
        rows.forEach(row -> all.pairs.addAll(row.pairs));
        return all;
    }

    /** Returns the query for all pairs of these. */
    static Query<Memberships> query(Collection<Long> members, Collection<Long> roles) {
        return Query.of(
                """
                SELECT m.oid::int8 AS member, r.oid::int8 AS role
                  FROM unnest(CAST(? AS text[])::oid[]) AS m(oid), unnest(CAST(? AS text[])::oid[]) AS r(oid)
                 WHERE pg_has_role(m.oid, r.oid, 'USAGE')""",
                row -> {
                    Memberships one = new Memberships();
                    one.pairs.add(new Pair(row.number("member"), row.number("role")));
                    return one;
                },
                Oids.texts(members),
                Oids.texts(roles));
    }

    boolean hasRightsOf(long member, long role) {
        return member == role || pairs.contains(new Pair(member, role));
    }
}
