package dev.reverseetl.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection URL, cut into pieces that are not decoded yet. Errors quote none of them: with a password that should
 * have been encoded, any piece can be a part of it.
 *
 * @param known what the URL says, in its order
 * @param unknown names of parameters that are not known
 */
record UrlParts(List<Part> known, List<String> unknown) {
    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final String ENCODE = " In the user, the password and the database write \"%\" as %25, \"/\" as %2F,"
            + " \"?\" as %3F, \"&\" as %26, \":\" as %3A and \"@\" as %40";

    /**
     * One piece.
     *
     * @param name what an error calls it
     * @param parameter what it is
     * @param encoded its text in the URL
     * @param plusIsBlank whether {@code +} stands for a blank
     */
    record Part(String name, ConnectionParameter parameter, String encoded, boolean plusIsBlank) {
        String decoded() {
            String text = plusIsBlank ? encoded.replace('+', ' ') : encoded;
            return PercentCode.decode(text)
                    .orElseThrow(() -> new IllegalArgumentException("is not percent-encoded UTF-8." + ENCODE));
        }
    }

    /**
     * Cuts.
     *
     * @param text the URL behind its scheme
     * @param jdbc whether the JDBC driver's dialect applies
     */
    static UrlParts split(String text, boolean jdbc) {
        UrlParts parts = new UrlParts(new ArrayList<>(), new ArrayList<>());
        int query = text.indexOf('?');
        String start = query < 0 ? text : text.substring(0, query);
        int slash = start.indexOf('/');
        String path = slash < 0 ? "" : start.substring(slash + 1);
        if (path.indexOf('/') >= 0 || path.indexOf('@') >= 0) {
            throw new IllegalArgumentException("There is a \"/\" or \"@\" too many." + ENCODE);
        }
        if (query >= 0) {
            parts.addParameters(text.substring(query + 1), jdbc);
        }
        String authority = slash < 0 ? start : start.substring(0, slash);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            parts.addLogin(authority.substring(0, at));
        }
        parts.addEndpoint(authority.substring(at + 1));
        parts.add("database", ConnectionParameter.DATABASE, path, jdbc);
        return parts;
    }

    private void addLogin(String login) {
        int colon = login.indexOf(':');
        add("user", ConnectionParameter.USER, colon < 0 ? login : login.substring(0, colon), false);
        add("password", ConnectionParameter.PASSWORD, colon < 0 ? "" : login.substring(colon + 1), false);
    }

    private void addEndpoint(String endpoint) {
        if (endpoint.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "Several hosts are given. A source has one server: name the host of the primary");
        }
        boolean brackets = endpoint.startsWith("[");
        int end = brackets ? endpoint.indexOf(']') : endpoint.indexOf(':');
        if (brackets && end < 0) {
            throw new IllegalArgumentException("The bracket around the IPv6 address is not closed");
        }
        String host = brackets ? endpoint.substring(1, end) : end < 0 ? endpoint : endpoint.substring(0, end);
        String port = brackets ? endpoint.substring(end + 1) : end < 0 ? "" : endpoint.substring(end);
        add("host", ConnectionParameter.HOST, host, false);
        add("port", ConnectionParameter.PORT, port.isEmpty() || port.equals(":") ? "" : checkedPort(port), false);
    }

    private static String checkedPort(String colonAndPort) {
        String port = colonAndPort.substring(1);
        if (colonAndPort.charAt(0) != ':' || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(
                    "The port is not a number between 1 and 65535. An IPv6 address needs brackets." + ENCODE);
        }
        return port;
    }

    private void addParameters(String query, boolean jdbc) {
        boolean perhapsPassword = false;
        for (String token : query.split("&", -1)) {
            int equals = token.indexOf('=');
            String name = equals < 0 ? token : token.substring(0, equals);
            Optional<ConnectionParameter> parameter = ConnectionParameter.inUrl(name);
            if (equals >= 0 && parameter.isPresent()) {
                add(name, parameter.get(), token.substring(equals + 1), jdbc);
                perhapsPassword = parameter.get() == ConnectionParameter.PASSWORD;
            } else if (!token.isEmpty()) {
                perhapsPassword |= equals < 0
                        || token.indexOf('@') >= 0
                        || !PARAMETER_NAME.matcher(name).matches();
                addUnknown(name, perhapsPassword);
            }
        }
    }

    private void addUnknown(String name, boolean perhapsPassword) {
        if (perhapsPassword) {
            throw new IllegalArgumentException(
                    "A parameter is not known. It is not shown, since it may be the rest of a password." + ENCODE);
        }
        unknown.add(name);
    }

    private void add(String name, ConnectionParameter parameter, String encoded, boolean plusIsBlank) {
        if (!encoded.isEmpty()) {
            known.add(new Part(name, parameter, encoded, plusIsBlank));
        }
    }
}
