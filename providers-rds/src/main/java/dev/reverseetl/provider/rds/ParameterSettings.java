package dev.reverseetl.provider.rds;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a parameter group that matter for a source. A parameter without a value has the engine's default.
 *
 * @param values the values by name
 */
record ParameterSettings(Map<String, String> values) {
    static final String FORCE_SSL = "rds.force_ssl";
    static final String RESTRICT_PASSWORD_COMMANDS = "rds.restrict_password_commands";
    static final String ACCEPTED_PASSWORD_AUTH_METHOD = "rds.accepted_password_auth_method";

    ParameterSettings {
        values = Map.copyOf(values);
    }

    static boolean isOfInterest(String name) {
        return name.equals(FORCE_SSL)
                || name.equals(RESTRICT_PASSWORD_COMMANDS)
                || name.equals(ACCEPTED_PASSWORD_AUTH_METHOD);
    }

    /** {@return whether connections without TLS are refused, if the group says so} */
    Optional<Boolean> forceSsl() {
        return value(FORCE_SSL).map(ParameterSettings::isOn);
    }

    /** {@return whether only members of {@code rds_password} may set passwords, if the group says so} */
    Optional<Boolean> restrictPasswordCommands() {
        return value(RESTRICT_PASSWORD_COMMANDS).map(ParameterSettings::isOn);
    }

    /** {@return {@code md5+scram} or {@code scram}, if the group says so} */
    Optional<String> acceptedPasswordAuthMethod() {
        return value(ACCEPTED_PASSWORD_AUTH_METHOD);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static boolean isOn(String value) {
        return value.equals("1") || value.equals("on") || value.equals("true");
    }
}
