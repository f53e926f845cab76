package dev.reverseetl.audit;

import dev.reverseetl.audit.NeededColumns.Extent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for privileges that a report is sure to be missing and that nothing needs, once all of them are granted. */
final class IdlePrivileges {
    private final List<Atom> granted;
    private final Map<String, List<String>> queriesByRevoke = new LinkedHashMap<>();

    private IdlePrivileges(List<Atom> granted) {
        this.granted = granted;
    }

    /** What can be taken away, each alone, so that none of the queries that are said to need it fails. */
    static List<String> among(AuditReport report, AtomReader reader, Map<String, String> queries, RoleTrial trial)
            throws SQLException {
        IdlePrivileges privileges = new IdlePrivileges(reader.read(report.missing()));
        for (ModelAudit audit : report.models()) {
            if (ReportProof.isFixable(audit)) {
                List<MissingPrivilege> sure = audit.missing().stream()
                        .filter(privilege -> !privilege.soft() && !isOfABody(privilege))
                        .toList();
                String query = queries.getOrDefault(audit.name(), "");
                reader.read(sure).forEach(atom -> privileges.add(atom, query));
            }
        }
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : privileges.queriesByRevoke.entrySet()) {
            if (!trial.isOneBrokenBy(entry.getKey(), entry.getValue())) {
                idle.add(entry.getKey() + ", named by " + entry.getValue());
            }
        }
        return idle;
    }

    /** Whether a function is ever called, so that its body needs anything, depends on the rows. */
    private static boolean isOfABody(MissingPrivilege privilege) {
        return privilege.why().stream().anyMatch(station -> station.startsWith("function "));
    }

    /** Where some query needs all columns, the grant is on the table, and can be taken away only as a whole. */
    private void add(Atom atom, String query) {
        boolean byColumn = atom.extent() == Extent.NAMED
                && granted.stream().noneMatch(other -> other.isAboutTheSameAs(atom) && other.extent() == Extent.ALL);
        if (byColumn) {
            atom.columns().forEach(column -> addRevoke(atom.revokeOf(column), query));
        } else {
            addRevoke(atom.revoke(), query);
        }
    }

    private void addRevoke(String revoke, String query) {
        queriesByRevoke.computeIfAbsent(revoke, any -> new ArrayList<>()).add(query);
    }
}
