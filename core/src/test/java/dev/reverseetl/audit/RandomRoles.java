package dev.reverseetl.audit;

import java.util.ArrayList;
import java.util.List;

/** Memberships, attributes and settings of the roles of a random state. */
final class RandomRoles {
    private final Dice dice;
    private final int major;
    private final List<String> statements = new ArrayList<>();

    private RandomRoles(Dice dice, int major) {
        this.dice = dice;
        this.major = major;
    }

    /** What is said of the roles. */
    static List<String> by(Dice dice, int major, List<String> path) {
        RandomRoles roles = new RandomRoles(dice, major);
        roles.add(path);
        return roles.statements;
    }

    private void add(List<String> path) {
        if (dice.chance(15)) {
            statements.add("ALTER ROLE {role} NOINHERIT");
        }
        addMembership("{one}", "{role}", 80);
        addMembership("{two}", "{role}", 40);
        addMembership("{three}", "{one}", 50);
        addMembership("{first}", "{role}", 10);
        addMembership("pg_read_all_data", dice.pick("{role}", "{one}", "{first}"), 10);
        if (dice.chance(5)) {
            statements.add("ALTER ROLE " + dice.pick("{role}", "{first}") + " BYPASSRLS");
        }
        if (dice.chance(10)) {
            statements.add("GRANT {two} TO {role}");
            statements.add("ALTER ROLE {role} SET role = '{two}'");
        }
        if (!path.isEmpty()) {
            statements.add("ALTER ROLE {role} SET search_path = " + String.join(", ", path));
        }
    }

    private void addMembership(String group, String member, int percent) {
        if (dice.chance(percent)) {
            String option = major >= 16 && dice.chance(25) ? " WITH INHERIT FALSE" : "";
            statements.add("GRANT " + group + " TO " + member + option);
        }
    }
}
