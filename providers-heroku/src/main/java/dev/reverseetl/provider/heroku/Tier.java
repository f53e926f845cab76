package dev.reverseetl.provider.heroku;

import java.util.Locale;

/**
 * The kinds of plan that Heroku has for PostgreSQL, by their names, and what they allow.
 *
 * @see <a href="https://devcenter.heroku.com/articles/heroku-postgres-plans">Heroku: Choosing the Right Heroku Postgres
 *     Plan</a>
 */
enum Tier {
    /** Aurora, with the default credential only; the retired plans below it too. */
    ESSENTIAL("Essential"),
    STANDARD("Standard"),
    PREMIUM("Premium"),
    /** In a Private Space: nobody gets in from outside but with a client certificate. */
    PRIVATE("Private"),
    SHIELD("Shield"),
    /** Aurora, with an interface of its own. */
    ADVANCED("Advanced"),
    /** A plan that came later than this library. */
    UNKNOWN("unknown");

    private static final String SERVICE = "heroku-postgresql:";

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /**
     * Returns the tier of a plan.
     *
     * @param plan such as {@code heroku-postgresql:standard-0}
     */
    static Tier of(String plan) {
        String name = plan.toLowerCase(Locale.ROOT);
        String own = name.startsWith(SERVICE) ? name.substring(SERVICE.length()) : name;
        if (own.matches("(essential|dev|basic|mini|hobby).*")) {
            return ESSENTIAL;
        }
        if (own.contains("shield")) {
            return SHIELD;
        }
        if (own.startsWith("private")) {
            return PRIVATE;
        }
        if (own.startsWith("premium")) {
            return PREMIUM;
        }
        if (own.startsWith("standard")) {
            return STANDARD;
        }
        return own.matches("(advanced|performance).*") ? ADVANCED : UNKNOWN;
    }

    /** Tells whether there can be credentials besides the default one. */
    boolean hasCredentials() {
        return this != ESSENTIAL;
    }

    /** Tells whether Segment can reach the database at all. */
    boolean isReachable() {
        return this != PRIVATE && this != SHIELD;
    }

    boolean isAdvanced() {
        return this == ADVANCED;
    }

    /** {@return the name that Heroku's pages have} */
    String label() {
        return label;
    }
}
