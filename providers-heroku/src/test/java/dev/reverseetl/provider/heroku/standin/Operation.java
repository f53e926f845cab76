package dev.reverseetl.provider.heroku.standin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks for. */
public enum Operation {
    /** The attachment of a name. */
    RESOLVE_ATTACHMENT("POST", "/actions/addon-attachments/resolve"),
    /** The add-on of a name. */
    RESOLVE_ADD_ON("POST", "/actions/addons/resolve"),
    /** The attachments of an app. */
    APP_ATTACHMENTS("GET", "/apps/([^/]+)/addon-attachments"),
    /** The attachments of an add-on. */
    ADD_ON_ATTACHMENTS("GET", "/addons/([^/]+)/addon-attachments"),
    /** What {@code heroku pg:info} shows. */
    INFO("GET", "/client/v11/databases/([^/]+)"),
    /** All credentials. */
    LIST("GET", "(?:/postgres/v0/databases|/data/postgres/v1)/([^/]+)/credentials"),
    /** One credential. */
    READ("GET", "(?:/postgres/v0/databases|/data/postgres/v1)/([^/]+)/credentials/([^/]+)"),
    /** A new credential. */
    CREATE("POST", "(?:/postgres/v0/databases|/data/postgres/v1)/([^/]+)/credentials"),
    /** The end of a credential. */
    DESTROY("DELETE", "(?:/postgres/v0/databases|/data/postgres/v1)/([^/]+)/credentials/([^/]+)"),
    /** Another password. */
    ROTATE(
            "POST",
            "(?:/postgres/v0/databases/([^/]+)/credentials/([^/]+)/credentials_rotation"
                    + "|/data/postgres/v1/([^/]+)/credentials/([^/]+)/rotate)"),
    /** Nothing that is known here. */
    UNKNOWN("", "(?!)");

    private final String method;
    private final Pattern path;

    Operation(String method, String path) {
        this.method = method;
        this.path = Pattern.compile(path);
    }

    static Operation of(String method, String path) {
        for (Operation operation : values()) {
            if (operation.method.equals(method) && operation.path.matcher(path).matches()) {
                return operation;
            }
        }
        return UNKNOWN;
    }

    /** Returns a part of the path: 1 is the app or add-on, 2 the credential. */
    String part(String from, int number) {
        Matcher matcher = path.matcher(from);
        if (!matcher.matches()) {
            return "";
        }
        String first = matcher.groupCount() >= number ? matcher.group(number) : null;
        String other = matcher.groupCount() >= number + 2 ? matcher.group(number + 2) : null;
        return first != null ? first : other != null ? other : "";
    }
}
