package dev.reverseetl.audit.internal;

import java.util.Set;

/** Catalogs that hold passwords, connection strings or samples of data: no grant on them is ever proposed. */
final class SecretCatalogs {
    private static final Set<String> NAMES = Set.of(
            "pg_authid",
            "pg_file_settings",
            "pg_hba_file_rules",
            "pg_ident_file_mappings",
            "pg_largeobject",
            "pg_shadow",
            "pg_statistic",
            "pg_statistic_ext_data",
            "pg_subscription",
            "pg_user_mapping");

    /** What some of them are views on. */
    private static final Set<String> ROUTINES =
            Set.of("pg_hba_file_rules", "pg_ident_file_mappings", "pg_show_all_file_settings");

    private SecretCatalogs() {}

    /** Functions that PostgreSQL keeps from ordinary roles open the same: files, and what catalogs hold back. */
    static boolean contains(RoutineEntry routine) {
        return routine.oid() < RoutineEntry.FIRST_USER_OID
                && (BuiltIns.kindOf(routine) == BuiltIns.Kind.OPAQUE
                        || ROUTINES.contains(routine.name().value()));
    }

    static boolean contains(RelationEntry relation) {
        return relation.oid() < RoutineEntry.FIRST_USER_OID
                && NAMES.contains(relation.name().value());
    }
}
