package dev.reverseetl.internal.jdbc;

import java.util.regex.Pattern;

/** Cuts the one thing out of our statements that should not be in the host's log: the password's verifier. */
final class Redacted {
    private static final Pattern PASSWORD = Pattern.compile("(?s)( PASSWORD )'[^']*'");

    private Redacted() {}

    static String statement(String sql) {
        return PASSWORD.matcher(sql).replaceAll("$1'****'");
    }
}
