package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.audit.internal.RelationEntry.RowSecurity;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks the row security of a table: which policies apply to who reads it, and what their conditions need.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-rowsecurity.html">PostgreSQL: Row Security Policies</a>
 */
final class PolicyWalk {
    private static final char FOR_SELECT = 'r';
    private static final char FOR_UPDATE = 'w';
    private static final char FOR_ALL = '*';

    /** The SQLSTATE of an invalid definition of an object. */
    static final String RECURSION = "42P17";

    private final Walk walk;
    private final Set<Long> entered = new HashSet<>();

    PolicyWalk(Walk walk) {
        this.walk = walk;
    }

    void walk(RelationEntry table, Frame frame, boolean locked) {
        if (table.rowSecurity() == RowSecurity.OFF) {
            return;
        }
        if (!isSubject(table, frame.reader())) {
            noteBypass(table, frame);
            return;
        }
        walk.needs.rowSecured.add(table.described());
        boolean denied = false;
        Set<PolicyEntry> asked = new LinkedHashSet<>();
        // What is locked must pass the policies for updates too
        for (char command : locked ? new char[] {FOR_SELECT, FOR_UPDATE} : new char[] {FOR_SELECT}) {
            List<PolicyEntry> applicable = applicable(table, frame.reader(), command);
            if (noteFilter(table, frame, applicable)) {
                denied = true;
            } else {
                asked.addAll(applicable);
            }
        }
        if (!entered.add(table.oid())) {
            noteRecursion(table, frame, asked);
            return;
        }
        long folding = asked.stream().filter(this::mayFold).count();
        for (PolicyEntry policy : asked) {
            Frame inside = frame.into("policy " + policy.name().quoted() + " on " + table.quotedName())
                    .idleIf(denied || folding > (mayFold(policy) ? 1 : 0))
                    .computed();
            policy.condition().forEach(condition -> walk.expressions.walk(condition, inside));
        }
        entered.remove(table.oid());
    }

    /** Only the body of a function may come back to a table whose policies are being applied. */
    private void noteRecursion(RelationEntry table, Frame frame, Set<PolicyEntry> asked) {
        boolean reads =
                asked.stream().flatMap(policy -> policy.condition().stream()).anyMatch(PolicyWalk::hasSubquery);
        if (reads && !frame.blind()) {
            walk.needs.findings.add(new Finding(
                    "POLICY_RECURSION",
                    Severity.BLOCKER,
                    "A policy on the " + table.described() + " reads the table itself, be it through others: PostgreSQL"
                            + " refuses the query, with SQLSTATE 42P17.",
                    "Let the policy ask a SECURITY DEFINER function whose owner row security doesn't apply to."));
        }
    }

    private static boolean hasSubquery(TreeNode node) {
        boolean[] found = {node.is("SUBLINK")};
        node.forEachChild(child -> found[0] |= hasSubquery(child));
        return found[0];
    }

    private boolean mayFold(PolicyEntry policy) {
        return policy.condition().stream().allMatch(condition -> walk.folding.mayFold(condition, List.of()));
    }

    private boolean isSubject(RelationEntry table, OwnerEntry reader) {
        boolean owns = walk.memberships.hasRightsOf(reader.oid(), table.owner().oid());
        return !reader.bypassesRowSecurity() && !(owns && table.rowSecurity() == RowSecurity.ON);
    }

    private List<PolicyEntry> applicable(RelationEntry table, OwnerEntry reader, char command) {
        return walk.catalog.policies(table.oid()).stream()
                .filter(policy -> policy.command() == command || policy.command() == FOR_ALL)
                .filter(policy -> policy.roles().stream()
                        .anyMatch(role -> role == 0 || walk.memberships.hasRightsOf(reader.oid(), role)))
                .toList();
    }

    private static boolean isDefaultDeny(List<PolicyEntry> applicable) {
        return applicable.stream().noneMatch(PolicyEntry::permissive);
    }

    /** Returns whether nothing at all gets through. */
    private boolean noteFilter(RelationEntry table, Frame frame, List<PolicyEntry> applicable) {
        if (isDefaultDeny(applicable)) {
            walk.needs.filtered();
            walk.needs.findings.add(new Finding(
                    "ROW_SECURITY_DENIES",
                    Severity.WARNING,
                    "Row security is on for the " + table.described() + ", and no policy lets "
                            + frame.reader().name().quoted()
                            + " read: the query finds no row in it, without any error.",
                    "Create a policy FOR SELECT, or let a role with BYPASSRLS read it."));
            return true;
        }
        boolean everything = applicable.stream().anyMatch(policy -> policy.permissive() && policy.isAlwaysTrue())
                && applicable.stream().allMatch(policy -> policy.permissive() || policy.isAlwaysTrue());
        if (!everything) {
            walk.needs.filtered();
            walk.needs.findings.add(new Finding(
                    "ROW_SECURITY_FILTERS",
                    Severity.WARNING,
                    "Row security shows " + frame.reader().name().quoted() + " only some rows of the "
                            + table.described() + ": " + described(applicable) + ".",
                    "Check that these are the rows to be synced; rows that a policy hides later look deleted."));
        }
        return false;
    }

    private static String described(List<PolicyEntry> policies) {
        StringBuilder text = new StringBuilder();
        for (PolicyEntry policy : policies) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(policy.permissive() ? "" : "restrictive ")
                    .append("policy ")
                    .append(policy.name().quoted())
                    .append(" USING (")
                    .append(policy.text().isEmpty() ? "true" : policy.text())
                    .append(')');
        }
        return text.toString();
    }

    /** The owner of a view may see what the role itself may not. */
    private void noteBypass(RelationEntry table, Frame frame) {
        boolean throughView = frame.reader().oid() != frame.invoker().oid();
        if (throughView && isSubject(table, frame.invoker())) {
            walk.needs.findings.add(new Finding(
                    "ROW_SECURITY_BYPASSED",
                    Severity.NOTICE,
                    "The query reads the " + table.described() + " through a view of "
                            + frame.reader().name().quoted() + ", to whom its row security doesn't apply: "
                            + frame.invoker().name().quoted() + " sees all rows that way.",
                    "If that isn't meant, make it a view with security_invoker, which PostgreSQL 15 and newer have."));
        }
    }

    /** Tells whether the policies that apply may turn out to let nothing through. */
    boolean mayTurnOutEmpty(RelationEntry table, OwnerEntry reader) {
        if (table.rowSecurity() == RowSecurity.OFF || !isSubject(table, reader)) {
            return false;
        }
        List<PolicyEntry> applicable = applicable(table, reader, FOR_SELECT);
        return isDefaultDeny(applicable)
                || applicable.stream()
                        .flatMap(policy -> policy.condition().stream())
                        .anyMatch(condition ->
                                !FoldingRules.isTrue(condition) && walk.folding.mayFold(condition, List.of()));
    }
}
