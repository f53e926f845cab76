package dev.reverseetl.tracking;

import java.util.Map;
import java.util.TreeMap;

/** What somebody keeps who takes every change as it comes, by identifier: a change that comes twice changes nothing. */
final class Destination {
    private final Map<Long, String> rows = new TreeMap<>();

    void accept(Change change) {
        Long id = (Long) change.value("id");
        if (change.operation() == Operation.DELETED) {
            rows.remove(id);
        } else {
            rows.put(id, String.valueOf(change.text("name")));
        }
    }

    /** The same from a line such as {@code ADDED 1 Ann}. */
    void accept(String line) {
        String[] parts = line.split(" ", 3);
        if (parts[0].equals("DELETED")) {
            rows.remove(Long.valueOf(parts[1]));
        } else {
            rows.put(Long.valueOf(parts[1]), parts[2]);
        }
    }

    static String line(Change change) {
        return change.operation() + " " + change.text("id") + " " + change.text("name");
    }

    Map<Long, String> rows() {
        return rows;
    }
}
