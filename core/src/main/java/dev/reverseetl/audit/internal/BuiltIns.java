package dev.reverseetl.audit.internal;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of PostgreSQL's built-in functions. Those that are IMMUTABLE can't ask who calls them; the others were
 * gone through name by name, for PostgreSQL 14 to 18. What isn't listed here may check rights inside.
 */
final class BuiltIns {
    /** What a function does about rights. */
    enum Kind {
        /** It looks at its arguments only, or at what everybody may see. */
        SAFE,
        /** It never fails, but answers according to who asks. */
        DEPENDS_ON_ROLE,
        /** It may check rights. */
        OPAQUE
    }

    private static final Set<String> SAFE = words("""
            aclexplode age anytextcat array_sample array_shuffle array_to_json array_to_string clock_timestamp
            concat concat_ws convert convert_from convert_to current_database current_query date date_add
            date_cmp_timestamptz date_eq_timestamptz date_ge_timestamptz date_gt_timestamptz date_le_timestamptz
            date_lt_timestamptz date_ne_timestamptz date_part date_subtract date_trunc enum_first enum_last
            enum_range extract format format_type gen_random_uuid generate_series get_current_ts_config
            getdatabaseencoding in_range inet_client_addr inet_client_port inet_server_addr inet_server_port
            json_build_array json_build_object json_populate_record json_populate_recordset json_to_record
            json_to_recordset json_to_tsvector jsonb_build_array jsonb_build_object jsonb_path_exists_tz
            jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_path_query_tz
            jsonb_populate_record jsonb_populate_recordset jsonb_to_record
            jsonb_to_recordset jsonb_to_tsvector length make_timestamptz money mxid_age now numeric oidvectortypes
            pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all
            pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared
            pg_available_extension_versions pg_available_extensions pg_available_wal_summaries pg_backend_pid
            pg_basetype pg_blocking_pids pg_char_to_encoding pg_client_encoding pg_collation_actual_version
            pg_collation_for pg_column_compression pg_column_is_updatable pg_column_size pg_column_toast_chunk_id
            pg_conf_load_time pg_config pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system
            pg_current_logfile pg_current_snapshot pg_current_wal_flush_lsn pg_current_wal_insert_lsn
            pg_current_wal_lsn pg_current_xact_id pg_current_xact_id_if_assigned pg_cursor
            pg_database_collation_actual_version pg_describe_object pg_encoding_to_char pg_export_snapshot
            pg_filenode_relation pg_get_acl pg_get_aios pg_get_backend_memory_contexts pg_get_catalog_foreign_keys
            pg_get_constraintdef pg_get_expr pg_get_function_arg_default pg_get_function_arguments
            pg_get_function_identity_arguments pg_get_function_result pg_get_function_sqlbody pg_get_functiondef
            pg_get_indexdef pg_get_keywords pg_get_loaded_modules pg_get_multixact_members
            pg_get_partition_constraintdef pg_get_partkeydef pg_get_publication_tables pg_get_replica_identity_index
            pg_get_shmem_allocations pg_get_shmem_allocations_numa pg_get_statisticsobjdef
            pg_get_statisticsobjdef_columns pg_get_statisticsobjdef_expressions pg_get_triggerdef pg_get_userbyid
            pg_get_wait_events pg_get_wal_replay_pause_state pg_get_wal_resource_managers
            pg_get_wal_summarizer_state pg_hba_file_rules pg_ident_file_mappings pg_identify_object
            pg_identify_object_as_address pg_index_column_has_property pg_index_has_property pg_indexam_has_property
            pg_indexes_size pg_is_in_backup pg_is_in_recovery
            pg_is_other_temp_schema pg_is_wal_replay_paused pg_jit_available pg_last_committed_xact
            pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_listening_channels
            pg_lock_status pg_ls_archive_statusdir pg_ls_logdir pg_ls_logicalmapdir pg_ls_logicalsnapdir
            pg_ls_replslotdir pg_ls_summariesdir pg_ls_tmpdir pg_ls_waldir pg_mcv_list_items pg_my_temp_schema
            pg_notification_queue_usage pg_notify pg_numa_available pg_options_to_table pg_partition_ancestors
            pg_partition_tree pg_postmaster_start_time pg_prepared_statement pg_prepared_xact pg_relation_filenode
            pg_relation_filepath pg_relation_is_publishable pg_relation_is_updatable pg_relation_size
            pg_safe_snapshot_blocking_pids pg_settings_get_flags pg_show_all_file_settings
            pg_show_replication_origin_status pg_sleep pg_split_walfile_name pg_table_size pg_tablespace_databases
            pg_tablespace_location pg_timezone_abbrevs pg_timezone_abbrevs_abbrevs pg_timezone_abbrevs_zone
            pg_timezone_names pg_total_relation_size pg_trigger_depth pg_try_advisory_lock
            pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_typeof
            pg_wal_summary_contents pg_xact_commit_timestamp pg_xact_commit_timestamp_origin pg_xact_status
            phraseto_tsquery plainto_tsquery quote_literal quote_nullable random random_normal row_to_json setseed
            statement_timestamp system_user textanycat time timeofday timestamp timestamp_cmp_timestamptz
            timestamp_eq_timestamptz timestamp_ge_timestamptz timestamp_gt_timestamptz timestamp_le_timestamptz
            timestamp_lt_timestamptz timestamp_ne_timestamptz timestamptz timestamptz_cmp_date
            timestamptz_cmp_timestamp timestamptz_eq_date timestamptz_eq_timestamp timestamptz_ge_date
            timestamptz_ge_timestamp timestamptz_gt_date timestamptz_gt_timestamp timestamptz_le_date
            timestamptz_le_timestamp timestamptz_lt_date timestamptz_lt_timestamp timestamptz_mi_interval
            timestamptz_ne_date timestamptz_ne_timestamp timestamptz_pl_interval timetz timezone to_char to_date
            to_json to_jsonb to_number to_timestamp to_tsquery to_tsvector transaction_timestamp ts_headline
            ts_match_tq ts_match_tt txid_current txid_current_if_assigned txid_current_snapshot txid_status uuidv4
            uuidv7 version websearch_to_tsquery xml xml_is_well_formed""");

    private static final Set<String> DEPENDING = words("""
            current_schema current_schemas current_user getpgusername pg_has_role pg_show_all_settings
            pg_stat_get_activity pg_stat_get_progress_info pg_stat_get_subscription pg_stat_get_wal_receiver
            pg_stat_get_wal_senders row_security_active session_user""");

    private static final Pattern DEPENDING_FAMILY =
            Pattern.compile("pg_stat_get_backend_.*|pg_.*_is_visible|has_.*_privilege");

    /** By name, these look an object up, and check USAGE on its schema. */
    private static final Pattern LOOKING_UP =
            Pattern.compile("has_(table|any_column|column|sequence|function|type)_privilege");

    private BuiltIns() {}

    static Kind kindOf(RoutineEntry routine) {
        String name = routine.name().value();
        if (LOOKING_UP.matcher(name).matches() && routine.signature().split("text", -1).length > 2) {
            return Kind.OPAQUE;
        }
        if (DEPENDING.contains(name) || DEPENDING_FAMILY.matcher(name).matches()) {
            return Kind.DEPENDS_ON_ROLE;
        }
        boolean pure = routine.volatility() == 'i' || routine.kind() == 'a';
        return pure || SAFE.contains(name) || name.startsWith("pg_stat_get_") ? Kind.SAFE : Kind.OPAQUE;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
