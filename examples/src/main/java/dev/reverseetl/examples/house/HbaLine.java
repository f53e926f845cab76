package dev.reverseetl.examples.house;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.spi.ExternalStep;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A line of {@code pg_hba.conf} that lets a role in by TLS and password.
 *
 * @see <a href="https://www.postgresql.org/docs/current/auth-pg-hba-conf.html">PostgreSQL: The pg_hba.conf File</a>
 */
record HbaLine(Identifier database, Identifier role, String range) {
    /** Names that mean themselves in the file: no keyword, no pattern, no end of the line. */
    private static final Pattern PLAIN = Pattern.compile("(?!(all|sameuser|samerole|samegroup|replication)$)\\w+");

    static HbaLine of(ExternalStep step) {
        return new HbaLine(
                Identifier.of(step.parameter("database")),
                Identifier.of(step.parameter("role")),
                step.parameter("range"));
    }

    Map<String, String> parameters() {
        return Map.of("database", database.value(), "role", role.value(), "range", range);
    }

    boolean isPlain() {
        return PLAIN.matcher(database.value()).matches()
                && PLAIN.matcher(role.value()).matches();
    }

    String text() {
        return "hostssl " + database.value() + " " + role.value() + " " + range + " scram-sha-256";
    }

    /** The line with the mark by which its run finds it again. */
    String text(String run) {
        return text() + " # reverse-etl-run=" + run;
    }

    /** Tells whether a line of the file says the same, whoever wrote it. */
    boolean isSaidBy(String line) {
        return line.replaceFirst("#.*", "").strip().replaceAll("\\s+", " ").equals(text());
    }
}
