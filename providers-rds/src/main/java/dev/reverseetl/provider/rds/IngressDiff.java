package dev.reverseetl.provider.rds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a database's security groups let in already, and what is missing. A connection needs only one rule of one group.
 *
 * @param covered wanted ranges and the rule that lets each in
 * @param missing wanted ranges that no rule lets in as a whole
 * @param ours incoming rules with our tag, wanted or not
 */
record IngressDiff(Map<CidrRange, SecurityGroupRule> covered, List<CidrRange> missing, List<SecurityGroupRule> ours) {

    /** Compares the rules of all security groups of a database with what is wanted. */
    static IngressDiff of(
            Collection<SecurityGroupRule> rules, int port, Collection<CidrRange> wanted, OwnerTag ownerTag) {
        Map<CidrRange, SecurityGroupRule> covered = new LinkedHashMap<>();
        List<CidrRange> missing = new ArrayList<>();
        for (CidrRange range : new LinkedHashSet<>(wanted)) {
            Optional<SecurityGroupRule> rule =
                    rules.stream().filter(r -> r.admits(port, range)).findFirst();
            rule.ifPresentOrElse(r -> covered.put(range, r), () -> missing.add(range));
        }
        List<SecurityGroupRule> ours = rules.stream()
                .filter(rule -> !rule.egress() && rule.hasTag(ownerTag))
                .toList();
        return new IngressDiff(Collections.unmodifiableMap(covered), List.copyOf(missing), ours);
    }
}
