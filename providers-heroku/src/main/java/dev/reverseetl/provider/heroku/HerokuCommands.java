package dev.reverseetl.provider.heroku;

import java.util.regex.Pattern;

/**
 * The commands of Heroku's command line that do what this plug-in does, for people. Every name in them is letters,
 * digits, hyphens and underscores.
 *
 * @param database the add-on, or an attachment
 * @param app the app
 * @param advanced whether the database is of the Advanced tier
 */
record HerokuCommands(String database, String app, boolean advanced) {
    private static final Pattern CREDENTIAL = Pattern.compile("[a-zA-Z0-9_-]{1,50}");

    /** Tells whether a credential can have this name. */
    static boolean isCredential(String name) {
        return CREDENTIAL.matcher(name).matches() && !name.equals("default");
    }

    String create(String credential) {
        return command("create", credential);
    }

    String destroy(String credential) {
        return command("destroy", credential) + " --confirm " + app;
    }

    String rotate(String credential) {
        return command("rotate", credential);
    }

    /** Shows the password. */
    String url(String credential) {
        return command("url", credential);
    }

    private String command(String verb, String credential) {
        return "heroku " + (advanced ? "data:" : "") + "pg:credentials:" + verb + " " + database + " --name "
                + credential + " --app " + app;
    }
}
