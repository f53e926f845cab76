package dev.reverseetl.setup;

import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.catalog.Membership;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.catalog.RoleFacts;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.postgres.Identifier;
import java.util.Optional;

/**
 * What PostgreSQL lets the administrator do with the role. From version 16 a CREATEROLE user rules only the roles that
 * it holds ADMIN on, which are those it made itself.
 *
 * @see <a href="https://www.postgresql.org/docs/current/role-attributes.html">PostgreSQL: Role Attributes</a>
 */
final class AdminPowers {
    /** How the administrator can act as the role. */
    enum Becoming {
        /** As things are. */
        AT_ONCE,
        /** After granting itself a membership. */
        BY_MEMBERSHIP,
        /** Not at all. */
        IMPOSSIBLE
    }

    private final AdminSession server;
    private final Optional<RoleFacts> role;
    private final Identifier roleName;
    private final Optional<MembershipOptions> earlier;
    private final Optional<Identifier> grantor;

    AdminPowers(Identifier roleName, SetupFacts facts) {
        this.roleName = roleName;
        this.server = facts.server();
        this.role = facts.role();
        this.grantor = grantor();
        this.earlier = role.isPresent() ? earlierGrant(facts) : grantOnCreation();
    }

    boolean canCreateRole() {
        return server.adminSuperuser() || server.adminCreateRole();
    }

    boolean canAlterRole() {
        if (server.adminSuperuser()) {
            return true;
        }
        return role.isEmpty() ? server.adminCreateRole() : server.adminCreateRole() && rules(role.get());
    }

    /**
     * Changing more than the login needs more than ruling the role: REPLICATION and BYPASSRLS a superuser, and from 16
     * CREATEDB somebody who has it.
     */
    boolean canAlter(RoleAttributes before, RoleAttributes after) {
        boolean onlySuperusers = before.replication() != after.replication() || before.bypassRls() != after.bypassRls();
        boolean onlyHolders =
                before.createDb() != after.createDb() && server.version().isAtLeast(16);
        return server.adminSuperuser()
                || (canAlterRole() && !onlySuperusers && (!onlyHolders || server.adminCreateDb()));
    }

    /**
     * Tells whether and how {@code SET ROLE}, and creating objects owned by the role, will work once the role exists.
     */
    Becoming becoming() {
        if (server.adminSuperuser()) {
            return Becoming.AT_ONCE;
        }
        if (role.isEmpty()) {
            boolean setOnCreation = earlier.map(MembershipOptions::set).orElse(false);
            return setOnCreation ? Becoming.AT_ONCE : canCreateRole() ? Becoming.BY_MEMBERSHIP : Becoming.IMPOSSIBLE;
        }
        if (role.get().adminCanSet()) {
            return Becoming.AT_ONCE;
        }
        return mayGrantMembership() ? Becoming.BY_MEMBERSHIP : Becoming.IMPOSSIBLE;
    }

    /** From 16 having ADMIN is not enough: the grant needs a grantor that has it and whose rights one has. */
    private boolean mayGrantMembership() {
        return role.map(existing -> server.version().isAtLeast(16)
                        ? existing.adminGrantor().isPresent()
                        : existing.adminHasAdminOption() || (server.adminCreateRole() && rules(existing)))
                .orElseGet(this::canCreateRole);
    }

    /** Before 16 grantors are of no account. Whoever creates the role has ADMIN on it. */
    private Optional<Identifier> grantor() {
        if (!server.version().isAtLeast(16)) {
            return Optional.empty();
        }
        return role.isPresent() ? role.get().adminGrantor() : Optional.of(server.admin());
    }

    /**
     * Tells whether the administrator can have the rights of the existing role, as dropping what it owns needs. Before
     * PostgreSQL 16 a membership gives none to a member with NOINHERIT.
     */
    boolean canHaveRights() {
        return role.map(RoleFacts::adminInherits).orElse(false)
                || (mayGrantMembership() && (server.version().isAtLeast(16) || server.adminInherits()));
    }

    /**
     * Returns the membership that lets the administrator act as the role. Its inverse restores what was there, options
     * included.
     *
     * @param inherit whether the role's rights are needed too, as for dropping what it owns
     */
    ChangeMembership membership(boolean inherit) {
        boolean withOptions = server.version().isAtLeast(16);
        MembershipOptions wanted = new MembershipOptions(
                earlier.map(MembershipOptions::admin).orElse(false),
                inherit || earlier.map(MembershipOptions::inherit).orElse(!withOptions),
                true);
        return new ChangeMembership(roleName, server.admin(), grantor, earlier, Optional.of(wanted), withOptions);
    }

    private boolean rules(RoleFacts existing) {
        if (existing.attributes().superuser()) {
            return false;
        }
        return server.version().isAtLeast(16)
                ? existing.adminHasAdminOption()
                : !existing.attributes().replication();
    }

    /** The grant that a further one would change. Before 16 there is one for a member, whoever granted it. */
    private Optional<MembershipOptions> earlierGrant(SetupFacts facts) {
        return facts.memberships().stream()
                .filter(membership -> membership.role().equals(roleName)
                        && membership.member().equals(server.admin())
                        && (!server.version().isAtLeast(16) || grantor.equals(Optional.of(membership.grantor()))))
                .map(Membership::options)
                .findFirst();
    }

    private Optional<MembershipOptions> grantOnCreation() {
        if (!server.version().isAtLeast(16)) {
            return Optional.empty();
        }
        boolean set = server.selfGrant().contains("set");
        boolean inherit = server.selfGrant().contains("inherit");
        return set || inherit ? Optional.of(new MembershipOptions(false, inherit, set)) : Optional.empty();
    }
}
