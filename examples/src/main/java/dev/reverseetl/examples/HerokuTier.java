package dev.reverseetl.examples;

import java.util.ArrayList;
import java.util.List;

/** Heroku's tiers, and what a database of each looks like. */
enum HerokuTier {
    STANDARD("standard-0", false, 1),
    ESSENTIAL("essential-1", true, 2),
    PRIVATE("private-0", false, 3),
    ADVANCED("advanced-beta", true, 4);

    private final String plan;
    private final boolean onAurora;
    private final int number;

    HerokuTier(String plan, boolean onAurora, int number) {
        this.plan = plan;
        this.onAurora = onAurora;
        this.number = number;
    }

    String plan() {
        return "heroku-postgresql:" + plan;
    }

    int number() {
        return 10_000 + number;
    }

    String database() {
        return "d" + number + "k2m8q7w3e9vb";
    }

    String owner() {
        return "u" + number + "c3n8r2t6y1z4";
    }

    String host() {
        return onAurora
                ? "c" + number + "k2m8q7w3e9vb.cluster-czrs8kj4isg7.us-east-1.rds.amazonaws.com"
                : "ec2-3-91-0-" + number + ".compute-1.amazonaws.com";
    }

    /** Returns the statements of a superuser by which it looks as Heroku makes it. */
    List<String> marks() {
        List<String> marks = new ArrayList<>();
        marks.add("CREATE SCHEMA _heroku");
        marks.add("CREATE FUNCTION _heroku.validate_extension() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
        if (onAurora) {
            marks.add("DO 'BEGIN CREATE ROLE heroku_admin SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END'");
            marks.add("ALTER SCHEMA _heroku OWNER TO heroku_admin");
            marks.add("CREATE EVENT TRIGGER \"00_validate_before_start\" ON ddl_command_start"
                    + " EXECUTE FUNCTION _heroku.validate_extension()");
            marks.add("ALTER DATABASE " + database() + " SET rds.extensions = 'aurora_stat_utils,rds_tools'");
        } else {
            marks.add("CREATE EVENT TRIGGER validate_extension ON ddl_command_end"
                    + " EXECUTE FUNCTION _heroku.validate_extension()");
        }
        return marks;
    }
}
