package dev.reverseetl.audit;

import java.util.List;
import java.util.Set;

/**
 * What a {@link QueryRule} states.
 *
 * @param failure the SQLSTATE with which the query fails at first
 * @param verdicts what an audit may say once nothing is missing
 * @param needed what is missing
 * @param skipped what the query names, and this server's planner takes out of it
 * @param plannerDependent whether only a look at the plan can tell these two apart
 * @param unseenByExplain whether the query fails when it runs and not when it is explained
 */
record RuleCase(
        ActingRole role,
        String query,
        String failure,
        Set<Verdict> verdicts,
        List<Atom> needed,
        List<Atom> skipped,
        List<String> opaque,
        boolean plannerDependent,
        boolean unseenByExplain) {
    List<String> grants() {
        return needed.stream().flatMap(atom -> atom.singleGrants().stream()).toList();
    }
}
