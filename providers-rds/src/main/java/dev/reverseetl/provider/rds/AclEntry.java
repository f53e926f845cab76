package dev.reverseetl.provider.rds;

/**
 * An entry of a network ACL.
 *
 * @param ruleNumber the order: the lowest first; 32767 is the closing one that denies everything
 * @param egress whether it is about outgoing traffic
 * @param protocol a protocol number, or {@code -1} for all
 * @param allow whether it allows or denies
 * @param range the addresses at the other end
 * @param fromPort first port; all ports match if the protocol is all
 * @param toPort last port
 */
record AclEntry(
        int ruleNumber, boolean egress, String protocol, boolean allow, CidrRange range, int fromPort, int toPort) {

    private static final String TCP = "6";

    boolean isAboutTcp() {
        return isAboutAll() || protocol.equals(TCP);
    }

    int firstPort() {
        return isAboutAll() ? 0 : fromPort;
    }

    int lastPort() {
        return isAboutAll() ? 65_535 : toPort;
    }

    private boolean isAboutAll() {
        return protocol.equals("-1");
    }
}
