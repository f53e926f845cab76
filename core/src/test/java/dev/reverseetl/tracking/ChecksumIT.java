package dev.reverseetl.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;

/**
 * A checksum is the same on every version, so that an upgrade by {@code pg_upgrade}, which keeps the OIDs of types,
 * leaves the state as good as it was.
 */
class ChecksumIT {
    private static final String ROW = """
            SELECT 1 AS id, v.* FROM (VALUES (2::int2, 3::int8, 1.50::numeric, 'NaN'::numeric, -0.0::float8, 1.1::float4, 'é'::text, 'v'::varchar(9),
                   'c'::char(3), 'n'::name, true, date '2020-02-29', 'infinity'::date, time '24:00', timetz '12:00+02',
                   timestamp '2020-01-01 00:00:00.000001', timestamptz '2020-01-01 00:00+00', interval '1 mon 30 days -1 us',
                   '00000000-0000-0000-0000-00000000000a'::uuid, '\\x00ff'::bytea, '{"b" : 1, "a": [1.0]}'::json,
                   '{"b": 1, "a": [1.0, null]}'::jsonb, '<a b="c"/>'::xml, '$.a'::jsonpath, inet '10.0.0.1/8', cidr '10.0.0.0/8',
                   macaddr '08:00:2b:01:02:03', macaddr8 '08:00:2b:01:02:03:04:05', B'101', B'11'::varbit(5), point '(1,2)',
                   box '(1,2),(3,4)', circle '<(1,2),3>', lseg '[(1,2),(3,4)]', path '[(1,2),(3,4)]', polygon '((1,2),(3,4))',
                   line '{1,2,3}', int4range(1, 5), numrange(1.0, NULL), tstzrange('2020-01-01+00', 'infinity'),
                   '{[1,3),[5,7)}'::int4multirange, '[2:3]={1,NULL}'::int[], '{{a,b},{c,NULL}}'::text[],
                   'a:1A b:2'::tsvector, 'a & !b'::tsquery, '12.34'::money, '1/2'::pg_lsn, 7::oid, 'pg_class'::regclass,
                   NULL::text)) AS v""";

    @EachPostgres
    void isTheSameOnEveryVersion(TestDatabase database) throws SQLException {
        TrackedDatabase tracked = TrackedDatabase.in(database);
        TrackedDatabase.sync(tracked.tracker(ROW, "id"));
        assertThat(tracked.tables()).contains("retl_state_1_1");
        assertThat(database.queryOne(
                        String.class, "SELECT encode(h, 'hex') FROM " + TrackedDatabase.SCHEMA + ".retl_state_1_1"))
                .isEqualTo("fbeb421ae7a0574a4cb9a9b74bfe1f41");
    }
}
