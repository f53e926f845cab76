package dev.reverseetl.audit.internal;

import dev.reverseetl.Severity;
import java.util.List;

/**
 * What brings a finding about an {@link AuditedRole} and what takes it away, and nothing else.
 *
 * @param code the finding's code
 * @param severity its severity
 * @param cause statements that bring it
 * @param cure statements that take it away
 */
record RoleCase(String code, Severity severity, String cause, String cure) {
    static final List<RoleCase> ALL = List.of(
            new RoleCase("ROLE_CANNOT_LOGIN", Severity.BLOCKER, "ALTER ROLE :role NOLOGIN", "ALTER ROLE :role LOGIN"),
            new RoleCase(
                    "ROLE_EXPIRED",
                    Severity.BLOCKER,
                    "ALTER ROLE :role VALID UNTIL '2020-01-01'",
                    "ALTER ROLE :role VALID UNTIL 'infinity'"),
            new RoleCase(
                    "ROLE_EXPIRED",
                    Severity.BLOCKER,
                    "ALTER ROLE :role VALID UNTIL '-infinity'",
                    "ALTER ROLE :role VALID UNTIL 'infinity'"),
            new RoleCase(
                    "ROLE_CONNECTION_LIMIT",
                    Severity.BLOCKER,
                    "ALTER ROLE :role CONNECTION LIMIT 0",
                    "ALTER ROLE :role CONNECTION LIMIT 5"),
            new RoleCase(
                    "ROLE_CONNECTION_LIMIT",
                    Severity.WARNING,
                    "ALTER ROLE :role CONNECTION LIMIT 1",
                    "ALTER ROLE :role CONNECTION LIMIT -1"),
            new RoleCase(
                    "DATABASE_CONNECTION_LIMIT",
                    Severity.BLOCKER,
                    "ALTER DATABASE :db CONNECTION LIMIT 0",
                    "ALTER DATABASE :db CONNECTION LIMIT -1"),
            new RoleCase(
                    "CANNOT_CONNECT",
                    Severity.BLOCKER,
                    "REVOKE CONNECT ON DATABASE :db FROM PUBLIC",
                    "GRANT CONNECT ON DATABASE :db TO :role"),
            new RoleCase(
                    "ROLE_SETTING_IGNORED",
                    Severity.WARNING,
                    "ALTER ROLE :role SET role = 'nobody-at-all'",
                    "ALTER ROLE :role RESET role"),
            new RoleCase(
                    "SESSIONS_ACT_AS_ANOTHER",
                    Severity.NOTICE,
                    "GRANT :grp TO :role; ALTER ROLE :role SET role = :grp",
                    "ALTER ROLE :role RESET role; REVOKE :grp FROM :role"),
            new RoleCase(
                    "ROLE_READ_ONLY",
                    Severity.BLOCKER,
                    "ALTER DATABASE :db SET default_transaction_read_only = on",
                    "ALTER ROLE :role IN DATABASE :db SET default_transaction_read_only = off"),
            new RoleCase(
                    "ROW_SECURITY_OFF",
                    Severity.WARNING,
                    "ALTER ROLE :role SET row_security = off",
                    "ALTER ROLE :role RESET row_security"),
            new RoleCase(
                    "STATEMENT_TIMEOUT",
                    Severity.WARNING,
                    "ALTER ROLE :role SET statement_timeout = '59s'",
                    "ALTER ROLE :role IN DATABASE :db SET statement_timeout = 0"),
            new RoleCase(
                    "LOCK_TIMEOUT",
                    Severity.NOTICE,
                    "ALTER DATABASE :db SET lock_timeout = 10",
                    "ALTER DATABASE :db RESET lock_timeout"),
            new RoleCase(
                    "IDLE_TIMEOUT",
                    Severity.WARNING,
                    "ALTER ROLE :role SET idle_in_transaction_session_timeout = 500",
                    "ALTER ROLE :role RESET idle_in_transaction_session_timeout"),
            new RoleCase(
                    "IDLE_TIMEOUT",
                    Severity.NOTICE,
                    "ALTER ROLE :role SET idle_session_timeout = '1 h'",
                    "ALTER ROLE :role RESET idle_session_timeout"),
            new RoleCase(
                    "ROLE_IS_SUPERUSER",
                    Severity.WARNING,
                    "ALTER ROLE :role SUPERUSER",
                    "ALTER ROLE :role NOSUPERUSER"),
            new RoleCase(
                    "EXCESS_ATTRIBUTES", Severity.WARNING, "ALTER ROLE :role CREATEDB", "ALTER ROLE :role NOCREATEDB"),
            new RoleCase(
                    "EXCESS_ATTRIBUTES",
                    Severity.WARNING,
                    "ALTER ROLE :role BYPASSRLS REPLICATION CREATEROLE",
                    "ALTER ROLE :role NOBYPASSRLS NOREPLICATION NOCREATEROLE"),
            new RoleCase(
                    "EXCESS_ATTRIBUTES",
                    Severity.WARNING,
                    "ALTER ROLE :grp CREATEROLE; GRANT :grp TO :role",
                    "REVOKE :grp FROM :role; ALTER ROLE :grp NOCREATEROLE"),
            new RoleCase(
                    "SUPERUSER_IN_REACH",
                    Severity.WARNING,
                    "ALTER ROLE :grp SUPERUSER; GRANT :grp TO :role",
                    "REVOKE :grp FROM :role; ALTER ROLE :grp NOSUPERUSER"),
            new RoleCase(
                    "EXCESS_MEMBERSHIPS",
                    Severity.WARNING,
                    "GRANT pg_read_all_data TO :grp; GRANT :grp TO :role",
                    "REVOKE :grp FROM :role; REVOKE pg_read_all_data FROM :grp"),
            new RoleCase(
                    "EXCESS_PRIVILEGES",
                    Severity.WARNING,
                    "GRANT INSERT ON app.t TO :role",
                    "REVOKE INSERT ON app.t FROM :role"),
            new RoleCase(
                    "EXCESS_PRIVILEGES",
                    Severity.WARNING,
                    "GRANT UPDATE (name) ON app.t TO :grp; GRANT :grp TO :role",
                    "REVOKE :grp FROM :role; REVOKE UPDATE (name) ON app.t FROM :grp"),
            new RoleCase(
                    "EXCESS_PRIVILEGES",
                    Severity.WARNING,
                    "GRANT CREATE ON SCHEMA app TO :role",
                    "REVOKE CREATE ON SCHEMA app FROM :role"),
            new RoleCase(
                    "OWNS_OBJECTS",
                    Severity.WARNING,
                    "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION app.f() OWNER TO :role",
                    "DROP FUNCTION app.f()"),
            new RoleCase(
                    "EXCESS_PRIVILEGES",
                    Severity.WARNING,
                    "GRANT UPDATE ON pg_authid TO :role",
                    "REVOKE UPDATE ON pg_authid FROM :role"),
            new RoleCase("OWNS_OBJECTS", Severity.WARNING, "GRANT :owner TO :role", "REVOKE :owner FROM :role"),
            new RoleCase(
                    "PUBLIC_WRITES_TABLES",
                    Severity.WARNING,
                    "GRANT DELETE ON app.t TO PUBLIC",
                    "REVOKE DELETE ON app.t FROM PUBLIC"),
            new RoleCase(
                    "PUBLIC_CREATES_IN_SCHEMA",
                    Severity.NOTICE,
                    "GRANT CREATE ON SCHEMA app TO PUBLIC",
                    "REVOKE CREATE ON SCHEMA app FROM PUBLIC"));
}
