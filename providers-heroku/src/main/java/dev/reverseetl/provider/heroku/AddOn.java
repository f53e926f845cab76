package dev.reverseetl.provider.heroku;

import dev.reverseetl.provider.heroku.JsonAnswer.UnexpectedAnswer;
import java.util.regex.Pattern;

/**
 * A database as Heroku knows it.
 *
 * @param id Heroku's id for it
 * @param name its name, such as {@code postgresql-curved-12345}
 * @param plan such as {@code heroku-postgresql:standard-0}
 * @param service such as {@code heroku-postgresql}
 * @param app the app that it belongs to
 */
record AddOn(String id, String name, String plan, String service, String app) {
    /** It becomes part of addresses and commands. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private static final Pattern SAFE_PLAN = Pattern.compile("[A-Za-z0-9:_.-]{1,100}");

    static AddOn read(JsonAnswer json) {
        String plan = json.member("plan").required("name");
        return new AddOn(
                safe(json.required("id")),
                safe(json.required("name")),
                plain(plan),
                plain(json.member("addon_service").text("name").orElse(plan.split(":", 2)[0])),
                safe(json.member("app").required("name")));
    }

    static String safe(String name) {
        return checked(name, SAFE);
    }

    private static String plain(String name) {
        return checked(name, SAFE_PLAN);
    }

    private static String checked(String name, Pattern pattern) {
        if (!pattern.matcher(name).matches()) {
            throw new UnexpectedAnswer("a name or id in it has characters that none has");
        }
        return name;
    }

    boolean isPostgres() {
        return service.equals("heroku-postgresql");
    }

    Tier tier() {
        return Tier.of(plan);
    }
}
