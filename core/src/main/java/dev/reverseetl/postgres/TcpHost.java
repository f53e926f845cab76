package dev.reverseetl.postgres;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What a host can look like: a DNS name, an IPv4 address, or an IPv6 address without brackets. Nothing is looked up.
 */
final class TcpHost {
    private TcpHost() {}

    /** {@return the host as it is} */
    static String check(String host) {
        String problem = problem(host);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("Host " + shown(host) + " " + problem);
        }
        return host;
    }

    /** A URL that was handed in as a host may hold a password. */
    private static String shown(String host) {
        boolean mayBeUrl = host.indexOf('@') > 0 || host.contains("//");
        return mayBeUrl ? "(not shown here)" : "\"" + host.replace("\0", "\\0") + "\"";
    }

    private static String problem(String host) {
        if (host.isEmpty()) {
            return "is empty";
        }
        if (host.startsWith("/") || host.startsWith("@")) {
            return "is a Unix-domain socket, which the JDBC driver can't use. Give the name or address at which the"
                    + " server listens for TCP, such as \"localhost\"";
        }
        if (host.indexOf(',') >= 0) {
            return "is a list. Give the one host of the primary server";
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            return "has brackets. Write an IPv6 address without them";
        }
        if (host.indexOf(':') >= 0) {
            return isIpv6(host) ? "" : "is no IPv6 address. Give a port apart from the host";
        }
        boolean acceptable = host.codePoints().allMatch(TcpHost::mayStandInName);
        return acceptable ? "" : "has characters that no host name has. Give a DNS name or an address";
    }

    /** Letters of any script, because the driver encodes internationalised names. */
    private static boolean mayStandInName(int c) {
        return Character.isLetterOrDigit(c)
                || c == '.'
                || c == '-'
                || c == '_'
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isIpv6(String host) {
        int zone = host.indexOf('%');
        String address = zone < 0 ? host : host.substring(0, zone);
        try {
            // Brackets make the JDK parse a literal or fail: it never asks a name server.
            return zone != host.length() - 1 && InetAddress.getByName("[" + address + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
