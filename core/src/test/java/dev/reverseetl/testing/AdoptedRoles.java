package dev.reverseetl.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The roles whose names have no test's token, and whose they are. Known to the whole JVM and never forgotten: tests
 * that look at all roles of a cluster run beside those that make and drop these.
 */
final class AdoptedRoles {
    private static final Map<String, TestToken> OWNERS = new ConcurrentHashMap<>();

    private AdoptedRoles() {}

    static void add(String name, TestToken owner) {
        OWNERS.put(name, owner);
    }

    static List<String> ofOthers(TestToken own) {
        return OWNERS.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(own))
                .map(Map.Entry::getKey)
                .toList();
    }
}
