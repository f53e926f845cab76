package dev.reverseetl.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text is a host at all: a name, an address, or the directory of a Unix socket. */
final class HostSyntax {
    private static final int MAX_CHARACTERS = 254; // 253 and a closing dot

    private static final Pattern NEVER_IN_HOST = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._\\-:\\[\\]%]");
    private static final Pattern NEVER_IN_PATH = Pattern.compile("[\\p{Cntrl}@?]");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:]+:\\d+|\\[.*]:\\d+");
    private static final Pattern NAME = Pattern.compile("[^.:\\[\\]%]+(\\.[^.:\\[\\]%]+)*\\.?");
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    private HostSyntax() {}

    /**
     * Returns what is wrong with a host. Shows it only where it can't be a connection URL, which may hold a password.
     */
    static Optional<String> problemOf(String host) {
        if (host.isBlank()) {
            return Optional.of("the host is blank");
        }
        boolean path = isPath(host);
        Matcher foreign = (path ? NEVER_IN_PATH : NEVER_IN_HOST).matcher(host);
        if (foreign.find()) {
            return Optional.of("the host (not shown here) has " + describe(foreign.group()) + " as character "
                    + (host.codePointCount(0, foreign.start()) + 1)
                    + ": hand in only a host name or an address, not a URL");
        }
        if (path || IpAddress.parse(withoutBrackets(host)).isPresent()) {
            return Optional.empty();
        }
        if (HOST_AND_PORT.matcher(host).matches()) {
            return Optional.of("the host \"" + host + "\" has a port: hand in the two separately");
        }
        if (host.length() > MAX_CHARACTERS || !NAME.matcher(host).matches()) {
            return Optional.of("the host \"" + host + "\" is neither a host name nor an address");
        }
        if (NUMERIC_END.matcher(host).matches()) {
            return Optional.of("the host \"" + host
                    + "\" ends in a number without being an address: write an IPv4 address as four decimal numbers");
        }
        return Optional.empty();
    }

    static boolean isPath(String host) {
        return host.startsWith("/");
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static String describe(String character) {
        int c = character.codePointAt(0);
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)
                ? String.format("U+%04X", c)
                : "'" + character + "'";
    }
}
