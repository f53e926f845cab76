package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.catalog.SettingText;
import java.util.Optional;

/** What the sessions of a role start with: the most specific setting wins, and the server's is the last. */
final class SessionSettings {
    private final RoleState state;

    SessionSettings(RoleState state) {
        this.state = state;
    }

    /** {@return the value of a setting and how to get rid of it, unless the server doesn't know it} */
    Optional<Effective> of(String name) {
        Optional<Effective> ofRoleOrDatabase = state.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .map(setting -> new Effective(setting.value(), reset(setting)));
        return ofRoleOrDatabase.or(() -> state.defaults().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .map(setting -> new Effective(setting.value(), override(name))));
    }

    /** {@return the setting {@code row_security}, if it is off} */
    Optional<Effective> rowSecurityOff() {
        return of("row_security").filter(setting -> !SettingText.isOn(setting.value()));
    }

    /** {@return how to get rid of the setting {@code role} with this value} */
    String resetOfRole(String value) {
        return state.settings().stream()
                .filter(setting ->
                        setting.name().equals("role") && setting.value().equals(value))
                .findFirst()
                .map(this::reset)
                .orElse("RESET role");
    }

    private String reset(RoleSetting setting) {
        String role = setting.ofRole() ? state.role().name().quoted() : "ALL";
        String whose = setting.ofRole() || !setting.inDatabase() ? "ROLE " + role : "DATABASE " + database();
        String where = setting.ofRole() && setting.inDatabase() ? " IN DATABASE " + database() : "";
        return "ALTER " + whose + where + " RESET " + setting.name();
    }

    /** The server's own value is everybody's. */
    private String override(String name) {
        return "ALTER ROLE " + state.role().name().quoted() + " IN DATABASE " + database() + " SET " + name
                + " = …, since the value is the server's";
    }

    private String database() {
        return state.database().database().quoted();
    }

    /**
     * The value that counts.
     *
     * @param value the value as it is stored
     * @param cure the statement to change it
     */
    record Effective(String value, String cure) {}
}
