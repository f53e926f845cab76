package dev.reverseetl.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Who owns and may do what, as readable lines: in one database everything that is not PostgreSQL's own and unchanged;
 * in the cluster databases, roles, memberships and settings, without those of other tests. Rights are the effective
 * ones, so that an untouched object equals one whose standard rights were written down by a GRANT and its REVOKE.
 * Passwords and OIDs are left out. "The same catalog" means equal lines.
 */
public record CatalogSnapshot(List<String> lines) {
    /** Reads the catalog as superuser. */
    public static CatalogSnapshot of(TestDatabase database) throws SQLException {
        TreeSet<String> lines = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection();
                TestSession session = new TestSession(connection)) {
            // So that every other schema's name is written.
            session.run("SET search_path = pg_catalog", "SET timezone = 'UTC'");
            int major = database.server().major();
            lines.addAll(session.queryColumn(String.class, CatalogRights.ofObjects(major)));
            lines.addAll(session.queryColumn(String.class, CatalogRights.BY_DEFAULT));
            for (String query : CatalogRoles.queries(major)) {
                lines.addAll(withoutOtherTests(connection, query, database.token()));
            }
        }
        return new CatalogSnapshot(List.copyOf(lines));
    }

    /** What is different now: lines that came with {@code +}, lines that went with {@code -}. */
    public List<String> changesSince(CatalogSnapshot before) {
        List<String> changes = new ArrayList<>();
        addMissing(changes, "- ", before.lines, lines);
        addMissing(changes, "+ ", lines, before.lines);
        return Collections.unmodifiableList(changes);
    }

    private static void addMissing(List<String> changes, String sign, List<String> from, List<String> to) {
        TreeSet<String> missing = new TreeSet<>(from);
        to.forEach(missing::remove);
        missing.forEach(line -> changes.add(sign + line));
    }

    private static List<String> withoutOtherTests(Connection connection, String query, TestToken own)
            throws SQLException {
        String filtered = "SELECT line FROM (" + query + ") AS all_lines (line, names)"
                + " WHERE NOT EXISTS (SELECT FROM unnest(names) AS name WHERE (name ~ ? AND strpos(name, ?) = 0) OR name = ANY (?))";
        try (PreparedStatement statement = connection.prepareStatement(filtered)) {
            statement.setString(1, TestToken.ANY);
            statement.setString(2, own.text());
            statement.setArray(
                    3,
                    connection.createArrayOf("text", AdoptedRoles.ofOthers(own).toArray()));
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
