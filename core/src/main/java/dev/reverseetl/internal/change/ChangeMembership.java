package dev.reverseetl.internal.change;

import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * Grants, changes or revokes one membership.
 *
 * @param role the role granted
 * @param member its member
 * @param grantor by whom the membership is or was granted; empty for the current user's own
 * @param before the options that it has; empty if there is none
 * @param after the options that it gets; empty to revoke it
 * @param withOptions whether the server knows INHERIT and SET options: PostgreSQL 16 and newer
 */
public record ChangeMembership(
        Identifier role,
        Identifier member,
        Optional<Identifier> grantor,
        Optional<MembershipOptions> before,
        Optional<MembershipOptions> after,
        boolean withOptions)
        implements Change {

    @Override
    public String code() {
        return after.isEmpty() ? "REVOKE_MEMBERSHIP" : "GRANT_MEMBERSHIP";
    }

    @Override
    public String sql(String passwordLiteral) {
        String by = grantor.map(name -> " GRANTED BY " + name.quoted()).orElse("");
        return after.map(options -> "GRANT " + role.quoted() + " TO " + member.quoted() + with(options) + by)
                .orElseGet(() -> "REVOKE " + role.quoted() + " FROM " + member.quoted() + by);
    }

    @Override
    public String what() {
        if (after.isEmpty()) {
            return "Revoke the membership of " + member.quoted() + " in " + role.quoted();
        }
        return (before.isEmpty()
                        ? "Make " + member.quoted() + " a member of "
                        : "Change the membership of " + member.quoted() + " in ")
                + role.quoted();
    }

    @Override
    public Optional<Change> inverse() {
        return Optional.of(new ChangeMembership(role, member, grantor, after, before, withOptions));
    }

    private String with(MembershipOptions options) {
        if (!withOptions) {
            return options.admin() ? " WITH ADMIN OPTION" : "";
        }
        // ADMIN is named only where it is wanted or was there: nobody may name it towards the one who granted it to
        // them
        boolean nameAdmin =
                options.admin() || before.map(MembershipOptions::admin).orElse(false);
        return " WITH " + (nameAdmin ? "ADMIN " + word(options.admin()) + ", " : "") + "INHERIT "
                + word(options.inherit()) + ", SET " + word(options.set());
    }

    private static String word(boolean value) {
        return value ? "TRUE" : "FALSE";
    }
}
