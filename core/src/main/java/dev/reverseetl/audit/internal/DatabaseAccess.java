package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import java.time.Instant;

/**
 * Whether the role may connect to the database.
 *
 * @param database the database
 * @param connect whether the role has CONNECT
 * @param allowsConnections whether the database lets anybody in
 * @param connectionLimit how many connections it lets in, superusers not counted; below 0 for any number
 * @param now the server's time
 */
record DatabaseAccess(
        Identifier database, boolean connect, boolean allowsConnections, long connectionLimit, Instant now) {

    static Query<DatabaseAccess> query(Identifier role) {
        return Query.of(
                """
                SELECT d.datname AS name, d.datallowconn AS allows, d.datconnlimit AS connection_limit,
                       has_database_privilege(r.oid, d.oid, 'CONNECT') AS may_connect,
                       extract(epoch FROM now())::int8 AS now
                  FROM pg_database d, pg_roles r
                 WHERE d.datname = current_database() AND r.rolname = ?""",
                row -> new DatabaseAccess(
                        row.name("name"),
                        row.flag("may_connect"),
                        row.flag("allows"),
                        row.number("connection_limit"),
                        Instant.ofEpochSecond(row.number("now"))),
                role.value());
    }
}
