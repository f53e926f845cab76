package dev.reverseetl.internal.catalog;

/**
 * As whom PostgreSQL takes a REVOKE: a superuser's and the owner's own as the owner's, else as that of a grantor whose
 * rights the current user has.
 */
final class RevokeRule {
    /**
     * Whether the current user can take back what {@code x.grantor_oid} granted on an object of {@code x.owner_oid}.
     */
    static final String MAY_REVOKE = """
            (SELECT CASE WHEN u.rolsuper OR u.oid = x.owner_oid THEN x.grantor_oid = x.owner_oid
                         ELSE pg_has_role(u.oid, x.grantor_oid, 'USAGE') END
               FROM pg_roles u WHERE u.rolname = current_user)""";

    private RevokeRule() {}
}
