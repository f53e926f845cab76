package dev.reverseetl.provider.rds;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A network ACL: a filter without memory, so that answers need an entry too.
 *
 * @param id such as {@code acl-0123}
 * @param subnetIds the subnets that it filters
 * @param entries its entries, in any order
 */
record NetworkAcl(String id, List<String> subnetIds, List<AclEntry> entries) {
    NetworkAcl {
        subnetIds = List.copyOf(subnetIds);
        entries = entries.stream()
                .sorted(Comparator.comparingInt(AclEntry::ruleNumber))
                .toList();
    }

    /** Tells whether TCP from each address of a range to a port of the subnet is let in. */
    boolean allowsIn(CidrRange range, int port) {
        return allows(false, range, port, port);
    }

    /** Tells whether TCP to each address of a range and each of these ports is let out. */
    boolean allowsOut(CidrRange range, int fromPort, int toPort) {
        return allows(true, range, fromPort, toPort);
    }

    private boolean allows(boolean egress, CidrRange range, int fromPort, int toPort) {
        List<AclEntry> relevant = entries.stream()
                .filter(entry -> entry.egress() == egress && entry.isAboutTcp())
                .toList();
        BitSet ports = new BitSet();
        ports.set(fromPort, toPort + 1);
        return allows(relevant, range, ports);
    }

    /** The first entry that matches an address and a port decides about them. */
    private static boolean allows(List<AclEntry> entries, CidrRange range, BitSet ports) {
        BitSet undecided = (BitSet) ports.clone();
        for (int i = 0; i < entries.size() && !undecided.isEmpty(); i++) {
            AclEntry entry = entries.get(i);
            if (!entry.range().overlaps(range) || !hasAnyOf(entry, undecided)) {
                continue;
            }
            if (!entry.range().contains(range)) {
                // It decides about a part of the addresses only.
                List<AclEntry> rest = entries.subList(i, entries.size());
                return allows(rest, range.lowerHalf(), undecided) && allows(rest, range.upperHalf(), undecided);
            }
            if (!entry.allow()) {
                return false;
            }
            undecided.clear(entry.firstPort(), entry.lastPort() + 1);
        }
        return undecided.isEmpty();
    }

    private static boolean hasAnyOf(AclEntry entry, BitSet ports) {
        int next = ports.nextSetBit(entry.firstPort());
        return next >= 0 && next <= entry.lastPort();
    }
}
