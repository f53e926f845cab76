package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.catalog.RoleSetting;
import dev.reverseetl.internal.change.AlterRole;
import dev.reverseetl.internal.change.CreateRole;
import dev.reverseetl.internal.change.SetRoleSetting;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Plans the role: that it exists, can log in, and starts its sessions as wanted. */
final class RolePlanner {
    /** As the facts are read, so that both can be compared. */
    private static final DateTimeFormatter VALID_UNTIL = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String WHO_CREATES = "a role with CREATEROLE, or a superuser";
    private static final String WHO_ALTERS = "a role with CREATEROLE and ADMIN on it, or a superuser";

    private final SetupGoal goal;
    private final SetupFacts facts;
    private final AdminPowers powers;
    private final PlanDraft draft;

    private RolePlanner(SetupGoal goal, SetupFacts facts, AdminPowers powers, PlanDraft draft) {
        this.goal = goal;
        this.facts = facts;
        this.powers = powers;
        this.draft = draft;
    }

    static void plan(SetupGoal goal, SetupFacts facts, AdminPowers powers, PlanDraft draft) {
        new RolePlanner(goal, facts, powers, draft).plan();
    }

    private void plan() {
        if (facts.roleIsMadeOutside()) {
            madeOutside();
        } else {
            facts.role().ifPresentOrElse(this::alter, this::create);
        }
        resetRoleSetting();
        goal.searchPath().ifPresent(path -> {
            Optional<SearchPath> now = facts.sessionSetting("search_path").map(SearchPath::parse);
            if (!now.equals(Optional.of(path))) {
                set("search_path", path.toString(), "Unqualified names in models mean what you pinned them to.");
            }
        });
        goal.statementTimeout().ifPresent(timeout -> {
            String value = milliseconds(timeout);
            if (!facts.sessionSetting("statement_timeout").equals(Optional.of(value))) {
                set("statement_timeout", value, "A sync's statement ends by itself after this time.");
            }
        });
    }

    private void create() {
        CreateRole create = new CreateRole(
                goal.role(),
                0,
                goal.password() != SetupGoal.Password.NONE,
                goal.connectionLimit().orElse(-1),
                goal.validUntil().map(RolePlanner::utc));
        String why = "Segment logs in as this role.";
        if (powers.canCreateRole()) {
            draft.own(create, why);
        } else {
            if (goal.password() == SetupGoal.Password.GENERATED) {
                draft.blocker(
                        "PASSWORD_FOR_SOMEBODY_ELSE",
                        "The role must be created by somebody else, who can't know a password that is generated here.",
                        "Give one that you can tell them, with password(Secret); PasswordVerifier computes its verifier.");
            }
            draft.foreignFirst(create, why, WHO_CREATES, reason(" has neither CREATEROLE nor SUPERUSER."));
        }
    }

    /** The provider makes the role as it always does: what you asked for besides, somebody has to change. */
    private void madeOutside() {
        if (goal.password() == SetupGoal.Password.GIVEN) {
            draft.notice(
                    "PASSWORD_BY_PROVIDER",
                    "The provider makes the role and chooses its password; the one that you gave is not used.",
                    "Take the one that the result has, or leave password(Secret) out.");
        }
        RoleAttributes asMade = facts.role()
                .map(RoleFacts::attributes)
                .orElse(new RoleAttributes(true, false, false, false, false, false, -1, Optional.empty()));
        RoleAttributes after = asMade.forLogin(
                goal.connectionLimit().orElse(asMade.connectionLimit()),
                goal.validUntil().map(RolePlanner::utc).or(asMade::validUntil));
        if (!after.equals(asMade)) {
            draft.ownOrForeign(
                    mayAlter(),
                    new AlterRole(goal.role(), roleOid(), asMade, after),
                    "You asked for these attributes.",
                    WHO_ALTERS,
                    reason(" may not alter the role " + goal.role().quoted() + "."));
        }
    }

    /** Of a role that the provider makes, only a superuser can be sure before. */
    private boolean mayAlter() {
        return facts.roleIsMadeOutside()
                ? facts.server().adminSuperuser()
                : powers.canAlterRole() || facts.role().isEmpty();
    }

    private void alter(RoleFacts role) {
        RoleAttributes before = role.attributes();
        int limit = goal.connectionLimit().orElse(before.connectionLimit() == 0 ? -1 : before.connectionLimit());
        Optional<String> validUntil = goal.validUntil()
                .map(RolePlanner::utc)
                .or(() -> role.expired() ? Optional.empty() : before.validUntil());
        RoleAttributes after = before.forLogin(limit, validUntil);
        if (!after.equals(before)) {
            draft.ownOrForeign(
                    powers.canAlterRole(),
                    new AlterRole(goal.role(), role.oid(), before, after),
                    whyAltered(role, after),
                    WHO_ALTERS,
                    reason(" may not alter the role " + goal.role().quoted() + "."));
        }
    }

    private static String whyAltered(RoleFacts role, RoleAttributes after) {
        StringBuilder why = new StringBuilder();
        if (!role.attributes().login()) {
            why.append("Segment can't log in as a role with NOLOGIN. ");
        }
        if (role.expired()) {
            why.append("The role's password has expired. ");
        }
        if (role.attributes().connectionLimit() == 0) {
            why.append("A connection limit of 0 lets nobody in. ");
        }
        return why.isEmpty()
                ? "You asked for these attributes."
                : why.append("Hence ").append(describe(after)).toString();
    }

    private static String describe(RoleAttributes after) {
        return "LOGIN, "
                + (after.connectionLimit() < 0 ? "no connection limit" : "a limit of " + after.connectionLimit())
                + " and "
                + after.validUntil().map(until -> "valid until " + until).orElse("no expiry") + ".";
    }

    /** With {@code ALTER ROLE x SET role = y} every session would act as y, without the rights that x has. */
    private void resetRoleSetting() {
        for (RoleSetting setting : facts.actingAsAnother()) {
            if (setting.ofRole()) {
                change(
                        new SetRoleSetting(
                                goal.role(),
                                roleOid(),
                                scope(setting.inDatabase()),
                                "role",
                                Optional.of(setting.value()),
                                Optional.empty()),
                        "It makes every session of the role act as another role.");
            }
        }
    }

    private void set(String setting, String value, String why) {
        Optional<String> before = facts.settings().stream()
                .filter(each ->
                        each.ofRole() && each.inDatabase() && each.name().equals(setting))
                .map(RoleSetting::value)
                .findFirst();
        change(new SetRoleSetting(goal.role(), roleOid(), scope(true), setting, before, Optional.of(value)), why);
    }

    private void change(SetRoleSetting change, String why) {
        draft.ownOrForeign(
                mayAlter(),
                change,
                why,
                WHO_ALTERS + ", or the role itself",
                reason(" may not alter the role " + goal.role().quoted() + "."));
    }

    private Optional<Identifier> scope(boolean inDatabase) {
        return inDatabase ? Optional.of(facts.database().name()) : Optional.empty();
    }

    private long roleOid() {
        return facts.role().map(RoleFacts::oid).orElse(0L);
    }

    private String reason(String text) {
        return facts.server().admin().quoted() + text;
    }

    private static String utc(Instant instant) {
        return VALID_UNTIL.format(instant);
    }

    private static String milliseconds(Duration timeout) {
        return Long.toString(timeout.toMillis());
    }
}
