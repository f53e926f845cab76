package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.CreateRole;
import dev.reverseetl.internal.change.CreateSchema;
import dev.reverseetl.internal.change.CreatedOids;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves to be undone, and what is refused as a record. */
class UndoRecordTest {
    private static final Identifier ROLE = Identifier.of("segment");
    private static final Identifier SCHEMA = Identifier.of("__segment_reverse_etl");
    private static final String JSON = new UndoRecord(
                    "run-1",
                    Instant.parse("2026-11-22T03:00:00Z"),
                    Identifier.of("shop"),
                    ROLE,
                    7,
                    SCHEMA,
                    List.of(
                            new RevokePrivileges(
                                    DatabaseObject.schema(8, Identifier.of("app")),
                                    List.of(Privilege.USAGE),
                                    ROLE,
                                    false),
                            new DropRole(ROLE, 7)),
                    List.of())
            .toJson();

    @Test
    void isReadableForPeopleAndOtherPrograms() {
        assertThat(JSON)
                .isEqualTo("{\"format\":\"reverse-etl-undo\",\"version\":1,\"id\":\"run-1\","
                        + "\"created-at\":\"2026-11-22T03:00:00Z\",\"database\":\"shop\",\"role\":\"segment\",\"role-oid\":7,"
                        + "\"managed-schema\":\"__segment_reverse_etl\",\"changes\":["
                        + "{\"change\":\"REVOKE\",\"kind\":\"SCHEMA\",\"name\":\"app\",\"oid\":8,\"privileges\":[\"USAGE\"],"
                        + "\"grantee\":\"segment\",\"grant-option\":false},"
                        + "{\"change\":\"DROP_ROLE\",\"role\":\"segment\",\"oid\":7}]}");
        assertThat(UndoRecord.fromJson(JSON))
                .hasToString(
                        "Undo record run-1 of 2026-11-22T03:00:00Z: role \"segment\", database \"shop\", 2 statements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "undo",
                "null",
                "[]",
                "1",
                "{}",
                "{",
                "{\"format\":\"reverse-etl-undo\"}",
                "{\"format\":\"reverse-etl-undo\",\"version\":1}",
                "{\"format\":1,\"version\":1}"
            })
    void refusesGarbage(String text) {
        assertThatItIsRefused(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "version":1                 | "version":3                      | its version is 3, and this library reads versions 1 and 2
                    "version":1                 | "version":"1"                    | "version" is not a whole number
                    "version":1                 | "version":1.0                    | "version" is not a whole number
                    "version":1                 | "version":99999999999999999999   | no JSON
                    "reverse-etl-undo"          | "another"                        | its format is "another"
                    "2026-11-22T03:00:00Z"      | "yesterday"                      | yesterday
                    "database":"shop"           | "database":""                    | must not be empty
                    "database":"shop"           | "database":null                  | "database" is not a text
                    "role-oid":7                | "role-oid":"7"                   | "role-oid" is not a whole number
                    "DROP_ROLE"                 | "DROP_DATABASE"                  | unknown change "DROP_DATABASE"
                    "DROP_ROLE"                 | "CREATE_ROLE"                    | unknown change "CREATE_ROLE"
                    "SCHEMA"                    | "PLANET"                         | PLANET
                    "USAGE"                     | "ABUSAGE"                        | ABUSAGE
                    ["USAGE"]                   | [1]                              | "privileges" is not an array of texts
                    ["USAGE"]                   | []                               | "privileges"
                    ["USAGE"]                   | "USAGE"                          | "privileges" is not an array of texts
                    "changes":[                 | "changes":[1,                    | "changes" is not an array of objects
                    "grant-option":false        | "grant-option":"false"           | "grant-option" is not true or false
                    "oid":7}]}                  | "oid":7}]} {}                    | more than one JSON object
                    "oid":7}]}                  | "oid":7}]                        | no JSON
                    """)
    void refusesWhatWasChanged(String part, String changed, String why) {
        assertThat(JSON).contains(part);
        assertThatItIsRefused(JSON.replace(part, changed)).withMessageContaining(why);
    }

    @Test
    void refusesAnImpossibleConnectionLimit() {
        String attributes = "{\"login\":true,\"superuser\":false,\"createdb\":false,\"createrole\":false,"
                + "\"replication\":false,\"bypassrls\":false,\"connection-limit\":%s}";
        String change = "{\"change\":\"ALTER_ROLE\",\"role\":\"segment\",\"oid\":7,\"before\":"
                + attributes.formatted("-1") + ",\"after\":";
        String good = JSON.replace("\"changes\":[", "\"changes\":[" + change + attributes.formatted("5") + "},");
        assertThat(UndoRecord.fromJson(good).statements().get(0))
                .isEqualTo("ALTER ROLE \"segment\" CONNECTION LIMIT 5");
        assertThatItIsRefused(good.replace("\"connection-limit\":5", "\"connection-limit\":99999999999"));
    }

    @Test
    void holdsTheInversesLastFirst() {
        GrantPrivileges grant = new GrantPrivileges(
                DatabaseObject.schema(0, SCHEMA), List.of(Privilege.USAGE, Privilege.CREATE), ROLE, false);
        List<Change> run = List.<Change>of(
                        new CreateRole(ROLE, 0, true, -1, Optional.empty()),
                        new CreateSchema(SCHEMA, 0, Optional.empty()),
                        grant)
                .stream()
                .map(change -> change.resolved(new CreatedOids(7, 9)))
                .toList();
        assertThat(UndoRecord.inverses(run))
                .containsExactly(
                        new RevokePrivileges(
                                DatabaseObject.schema(9, SCHEMA),
                                List.of(Privilege.USAGE, Privilege.CREATE),
                                ROLE,
                                false),
                        new DropSchema(SCHEMA, 9, false),
                        new DropRole(ROLE, 7));
    }

    @Test
    void leavesOutWhatCancelsItselfOut() {
        ChangeMembership temporary = new ChangeMembership(
                ROLE,
                Identifier.of("admin"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MembershipOptions(false, true, true)),
                true);
        Change schema = new CreateSchema(SCHEMA, 9, Optional.of(ROLE));
        assertThat(UndoRecord.inverses(
                        List.of(temporary, schema, temporary.inverse().orElseThrow())))
                .containsExactly(new DropSchema(SCHEMA, 9, false));
    }

    private static ThrowableAssertAlternative<? extends IllegalArgumentException> assertThatItIsRefused(String json) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> UndoRecord.fromJson(json))
                .withMessageStartingWith("This is no undo record: ")
                .withMessageContaining("UndoRecord.toJson()");
    }
}
