package dev.reverseetl.audit.internal;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.SettingText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds what the sessions of the role start with and a sync stumbles over. */
final class SessionFindings {
    /** The settings that this looks at. */
    static final List<String> SETTINGS = List.of(
            "default_transaction_read_only",
            "row_security",
            "statement_timeout",
            "transaction_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout");

    private static final Duration SHORT = Duration.ofMinutes(1);

    private final RoleState state;
    private final SessionSettings settings;
    private final FindingDraft draft;
    private final String role;

    private SessionFindings(RoleState state, FindingDraft draft) {
        this.state = state;
        this.settings = new SessionSettings(state);
        this.draft = draft;
        this.role = state.role().name().quoted();
    }

    static void find(RoleState state, FindingDraft draft) {
        SessionFindings findings = new SessionFindings(state, draft);
        findings.acting();
        findings.switches();
        findings.timeouts();
    }

    private void acting() {
        if (state.acting().isAnother()) {
            draft.notice(
                    "SESSIONS_ACT_AS_ANOTHER",
                    "A setting makes the sessions of " + role + " act as "
                            + state.acting().name().quoted() + ", whose rights were audited.",
                    "Nothing has to be done if that is meant; else reset it: "
                            + settings.resetOfRole(state.acting().name().value()) + ".");
        }
        for (String value : state.acting().ignored()) {
            draft.warning(
                    "ROLE_SETTING_IGNORED",
                    "A setting is to make the sessions of " + role + " act as \"" + value
                            + "\", but they don't: there is no such role, or " + role + " may not SET ROLE to it.",
                    "Grant the membership, which changes the rights that count, or reset it: "
                            + settings.resetOfRole(value) + ".");
        }
    }

    private void switches() {
        settings.of("default_transaction_read_only")
                .filter(setting -> SettingText.isOn(setting.value()))
                .ifPresent(setting -> draft.blocker(
                        "ROLE_READ_ONLY",
                        "Sessions of " + role + " start with default_transaction_read_only = '" + setting.value()
                                + "', and Segment must write to the managed schema.",
                        "Change it: " + setting.cure() + "."));
        settings.rowSecurityOff()
                .filter(setting -> !bypassesRowSecurity())
                .ifPresent(setting -> draft.warning(
                        "ROW_SECURITY_OFF",
                        "Sessions of " + role + " start with row_security = '" + setting.value()
                                + "': a query that row security would filter fails instead, with SQLSTATE 42501.",
                        "Change it: " + setting.cure() + "."));
    }

    private boolean bypassesRowSecurity() {
        RoleAttributes own = state.role().attributes();
        return state.acting().isAnother()
                ? state.reach().stream()
                        .filter(other -> other.name().equals(state.acting().name()))
                        .anyMatch(
                                other -> other.superuser() || other.attributes().contains("BYPASSRLS"))
                : own.superuser() || own.bypassRls();
    }

    private void timeouts() {
        timeout("statement_timeout").ifPresent(timeout -> draft.add(statement(timeout)));
        timeout("transaction_timeout").ifPresent(timeout -> draft.add(statement(timeout)));
        timeout("lock_timeout")
                .ifPresent(timeout -> draft.notice(
                        "LOCK_TIMEOUT",
                        timeout.message(
                                role, "a sync that waits longer for a lock, such as that of a migration, fails"),
                        timeout.remedy()));
        timeout("idle_in_transaction_session_timeout").ifPresent(timeout -> draft.add(idle(timeout)));
        timeout("idle_session_timeout").ifPresent(timeout -> draft.add(idle(timeout)));
    }

    private Finding statement(Timeout timeout) {
        return new Finding(
                "STATEMENT_TIMEOUT",
                timeout.severity(),
                timeout.message(role, "a query of Segment's that takes longer is cancelled, and the sync fails"),
                timeout.remedy());
    }

    private Finding idle(Timeout timeout) {
        return new Finding(
                "IDLE_TIMEOUT",
                timeout.severity(),
                timeout.message(role, "a sync that pauses longer between two statements loses its connection"),
                timeout.remedy());
    }

    private Optional<Timeout> timeout(String name) {
        return settings.of(name)
                .map(setting -> new Timeout(name, setting, SettingDuration.parse(setting.value())))
                .filter(Timeout::isOn);
    }

    private record Timeout(String name, SessionSettings.Effective setting, Optional<Duration> duration) {
        boolean isOn() {
            return !duration.equals(Optional.of(Duration.ZERO));
        }

        Severity severity() {
            return duration.filter(time -> time.compareTo(SHORT) < 0).isPresent() ? Severity.WARNING : Severity.NOTICE;
        }

        String message(String role, String consequence) {
            return "Sessions of " + role + " start with " + name + " = '" + setting.value() + "': " + consequence + ".";
        }

        String remedy() {
            return "Nothing has to be done if that is long enough; else: " + setting.cure() + ".";
        }
    }
}
