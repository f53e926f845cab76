package dev.reverseetl.audit.internal;

import dev.reverseetl.internal.jdbc.Query;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;

/**
 * Something outside the managed schema that belongs to the role or to somebody in its {@link Reach}: one of a few
 * examples.
 *
 * @param objects how many such objects there are in all
 * @param description what it is, in the server's words
 * @param owner its owner
 */
record OwnedObject(long objects, String description, Identifier owner) {
    private static final long EXAMPLES = 5;

    /** Asks only what the roles own, which is indexed, and not what there is. */
    private static final String OWNED = """
            ,
            mine AS MATERIALIZED (
                SELECT s.classid, s.objid, s.refobjid
                  FROM reach
                 CROSS JOIN LATERAL (SELECT * FROM pg_shdepend d
                                      WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = reach.oid
                                        AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
                                        AND d.deptype = 'o' OFFSET 0) AS s),
            placed AS MATERIALIZED (
                SELECT classid, objid, refobjid,
                       CASE classid
                            WHEN 'pg_class'::regclass THEN (SELECT relnamespace FROM pg_class WHERE oid = objid)
                            WHEN 'pg_proc'::regclass THEN (SELECT pronamespace FROM pg_proc WHERE oid = objid)
                            WHEN 'pg_type'::regclass THEN (SELECT typnamespace FROM pg_type WHERE oid = objid)
                            WHEN 'pg_namespace'::regclass THEN objid END AS schema
                  FROM mine),
            owned AS (
                SELECT p.classid, p.objid, p.refobjid FROM placed p LEFT JOIN pg_namespace n ON n.oid = p.schema
                 WHERE n.nspname IS NULL OR (n.nspname <> ? AND n.nspname !~ '^pg_temp')),
            example AS (SELECT *, count(*) OVER () AS objects FROM owned ORDER BY classid, objid LIMIT ?)
            SELECT objects, coalesce(pg_describe_object(classid, objid, 0), objid::text) AS description, pg_get_userbyid(refobjid) AS owner
              FROM example ORDER BY classid, objid""";

    static Query<OwnedObject> query(Identifier role, Identifier managedSchema, ServerVersion version) {
        return Query.of(
                Reach.with(version) + OWNED,
                row -> new OwnedObject(row.number("objects"), row.text("description"), row.name("owner")),
                role.value(),
                managedSchema.value(),
                EXAMPLES);
    }
}
