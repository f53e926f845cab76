package dev.reverseetl.provider.heroku.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential and what it is on its way to: every second look at it brings it one further. Guarded by its database.
 */
final class StandInCredential {
    private static final int LOOKS = 2;

    private final String id = UUID.randomUUID().toString();
    private final String name;
    private final String user;
    private final boolean isDefault;
    private String password;
    private @Nullable String next;
    private String state;
    private boolean stuck;
    private int looks;

    StandInCredential(String name, String user, boolean isDefault, String password, String state) {
        this.name = name;
        this.user = user;
        this.isDefault = isDefault;
        this.password = password;
        this.state = state;
    }

    String name() {
        return name;
    }

    String state() {
        return state;
    }

    String password() {
        return password;
    }

    void become(String other) {
        state = other;
        looks = 0;
    }

    void stick() {
        stuck = true;
    }

    boolean isGone() {
        return state.equals("gone");
    }

    void rotate(String other) {
        next = other;
        state = "rotating";
        looks = 0;
    }

    /** Every second look brings it further. */
    void look(StandInRoles roles) {
        looks++;
        if (!stuck && looks % LOOKS == 0) {
            advance(roles);
        }
    }

    void advance(StandInRoles roles) {
        switch (state) {
            case "wait_for_provisioning" -> state = "provisioning";
            case "provisioning", "enabling" -> {
                roles.create(name, password);
                state = "active";
            }
            case "rotating" -> {
                password = String.valueOf(next);
                next = null;
                roles.password(user, password);
                state = "rotation_completed";
            }
            case "rotation_completed" -> state = "active";
            case "revoking" -> {
                roles.drop(name);
                state = "archived";
            }
            case "archived" -> state = "gone";
            default -> {
                // active, until somebody does something
            }
        }
    }

    Map<String, @Nullable Object> toJson(StandInDatabase database) {
        return Json.object(
                "uuid",
                id,
                "name",
                name,
                "state",
                state,
                "database",
                database.database(),
                "host",
                database.host(),
                "port",
                database.port(),
                "credentials",
                logins());
    }

    Map<String, @Nullable Object> toAdvancedJson(StandInDatabase database) {
        return Json.object(
                "id",
                id,
                "name",
                user,
                "created_at",
                "2026-11-01T00:00:00Z",
                "type",
                isDefault ? "owner" : "additional",
                "state",
                advancedState(),
                "database",
                database.database(),
                "host",
                database.host(),
                "port",
                database.port(),
                "roles",
                logins());
    }

    private String advancedState() {
        return switch (state) {
            case "wait_for_provisioning", "provisioning" -> "enabling";
            case "archived" -> "revoking";
            case "rotation_completed" -> "rotating";
            default -> state;
        };
    }

    private List<Object> logins() {
        String loginState = switch (state) {
            case "active", "rotating", "rotation_completed" -> "active";
            case "wait_for_provisioning", "provisioning", "enabling" -> "enabling";
            default -> state.equals("revoking") ? "revoking" : "archived";
        };
        List<Object> logins = new ArrayList<>();
        if (next != null) {
            logins.add(Json.object("user", user + "-rotating", "password", next, "state", "enabling"));
        }
        logins.add(Json.object("user", user, "password", password, "state", loginState, "connections", 1));
        return logins;
    }
}
