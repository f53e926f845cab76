package dev.reverseetl.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What goes into the form "Add a source" of Segment's console, all but the password, which this value never holds.
 * Immutable and thread-safe.
 *
 * @param host the form's <i>hostname</i>; a host as in {@link SegmentEndpoint}
 * @param port the form's <i>port</i>, 1 to 65535
 * @param database the form's <i>database</i>: the exact name
 * @param username the form's <i>username</i>: the exact name of the role
 * @see <a href="https://www.twilio.com/docs/segment/connections/reverse-etl/setup">Segment: Set Up Reverse ETL</a>
 */
public record SourceForm(String host, int port, String database, String username) {
    /**
     * Checks the fields.
     *
     * @param host the form's <i>hostname</i>
     * @param port the form's <i>port</i>
     * @param database the form's <i>database</i>
     * @param username the form's <i>username</i>
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if host or port are not possible, or a name is empty or holds a control
     *     character; the message has every problem
     */
    public SourceForm {
        List<String> problems = new ArrayList<>(SegmentEndpoint.problemsOf(host, port));
        checkName("database", database, problems);
        checkName("username", username, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Segment's source form: " + String.join("; ", problems));
        }
    }

    private static void checkName(String field, String name, List<String> problems) {
        Objects.requireNonNull(name, field);
        if (name.isEmpty()) {
            problems.add("the " + field + " is empty");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            problems.add("the " + field + " has a control character, which the form can't take");
        }
    }

    /** Returns the fields by the form's own labels, with a reminder of the password. */
    @Override
    public String toString() {
        return "hostname: " + host + ", port: " + port + ", database: " + database + ", username: " + username
                + ", password: (not shown)";
    }
}
