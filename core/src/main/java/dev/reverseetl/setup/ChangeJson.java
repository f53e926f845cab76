package dev.reverseetl.setup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.reverseetl.internal.catalog.DatabaseObject;
import dev.reverseetl.internal.catalog.MembershipOptions;
import dev.reverseetl.internal.catalog.RoleAttributes;
import dev.reverseetl.internal.change.AlterRole;
import dev.reverseetl.internal.change.Change;
import dev.reverseetl.internal.change.ChangeMembership;
import dev.reverseetl.internal.change.DropRole;
import dev.reverseetl.internal.change.DropSchema;
import dev.reverseetl.internal.change.GrantFutureTables;
import dev.reverseetl.internal.change.GrantPrivileges;
import dev.reverseetl.internal.change.RevokeFutureTables;
import dev.reverseetl.internal.change.RevokePrivileges;
import dev.reverseetl.internal.change.SetRoleSetting;
import dev.reverseetl.internal.json.JsonObject;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Privilege;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The JSON of the changes that an undo record can hold: the inverses of what a set-up does. */
final class ChangeJson {
    private ChangeJson() {}

    static void write(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", change.code());
        if (change instanceof DropRole drop) {
            name(json, "role", drop.role(), drop.oid());
        } else if (change instanceof DropSchema drop) {
            name(json, "schema", drop.schema(), drop.oid());
        } else if (change instanceof AlterRole alter) {
            name(json, "role", alter.role(), alter.oid());
            attributes(json, "before", alter.before());
            attributes(json, "after", alter.after());
        } else if (change instanceof SetRoleSetting set) {
            name(json, "role", set.role(), set.oid());
            optional(json, "database", set.database().map(Identifier::value));
            json.writeStringField("setting", set.setting());
            optional(json, "before", set.before());
            optional(json, "after", set.after());
        } else if (change instanceof ChangeMembership membership) {
            json.writeStringField("role", membership.role().value());
            json.writeStringField("member", membership.member().value());
            optional(json, "grantor", membership.grantor().map(Identifier::value));
            options(json, "before", membership.before());
            options(json, "after", membership.after());
            json.writeBooleanField("with-options", membership.withOptions());
        } else if (change instanceof GrantPrivileges grant) {
            privileges(json, grant);
        } else if (change instanceof RevokePrivileges revoke) {
            // The same members: the one is the other's inverse
            privileges(
                    json,
                    new GrantPrivileges(
                            revoke.object(),
                            revoke.privileges(),
                            revoke.columns(),
                            revoke.grantee(),
                            revoke.withGrantOption()));
        } else if (change instanceof GrantFutureTables grant) {
            future(json, grant.creator(), grant.creatorOid(), grant.schema(), grant.schemaOid(), grant.grantee());
        } else if (change instanceof RevokeFutureTables revoke) {
            future(json, revoke.creator(), revoke.creatorOid(), revoke.schema(), revoke.schemaOid(), revoke.grantee());
        } else {
            throw new IllegalStateException(change.code() + " is no change that undoes another");
        }
        json.writeEndObject();
    }

    static Change read(JsonObject json) {
        String code = json.text("change");
        return switch (code) {
            case "DROP_ROLE" -> new DropRole(name(json, "role"), json.number("oid"));
            case "DROP_SCHEMA" -> new DropSchema(name(json, "schema"), json.number("oid"), false);
            case "ALTER_ROLE" ->
                new AlterRole(
                        name(json, "role"),
                        json.number("oid"),
                        attributes(json.object("before")),
                        attributes(json.object("after")));
            case "SET_ROLE_SETTING" ->
                new SetRoleSetting(
                        name(json, "role"),
                        json.number("oid"),
                        optionalName(json, "database"),
                        json.text("setting"),
                        json.optionalText("before"),
                        json.optionalText("after"));
            case "GRANT_MEMBERSHIP", "REVOKE_MEMBERSHIP" ->
                new ChangeMembership(
                        name(json, "role"),
                        name(json, "member"),
                        optionalName(json, "grantor"),
                        json.optionalObject("before").map(ChangeJson::options),
                        json.optionalObject("after").map(ChangeJson::options),
                        json.flag("with-options"));
            case "GRANT" ->
                new GrantPrivileges(
                        object(json),
                        privileges(json),
                        columns(json),
                        name(json, "grantee"),
                        json.flag("grant-option"));
            case "REVOKE" ->
                new RevokePrivileges(
                        object(json),
                        privileges(json),
                        columns(json),
                        name(json, "grantee"),
                        json.flag("grant-option"));
            case "GRANT_FUTURE_TABLES" ->
                new GrantFutureTables(
                        name(json, "creator"),
                        json.number("creator-oid"),
                        name(json, "schema"),
                        json.number("oid"),
                        name(json, "grantee"));
            case "REVOKE_FUTURE_TABLES" ->
                new RevokeFutureTables(
                        name(json, "creator"),
                        json.number("creator-oid"),
                        name(json, "schema"),
                        json.number("oid"),
                        name(json, "grantee"));
            default -> throw new IllegalArgumentException("it holds the unknown change \"" + code + "\"");
        };
    }

    private static void name(JsonGenerator json, String member, Identifier name, long oid) throws IOException {
        json.writeStringField(member, name.value());
        json.writeNumberField("oid", oid);
    }

    private static void optional(JsonGenerator json, String member, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(member, value.get());
        }
    }

    private static void attributes(JsonGenerator json, String member, RoleAttributes attributes) throws IOException {
        json.writeObjectFieldStart(member);
        json.writeBooleanField("login", attributes.login());
        json.writeBooleanField("superuser", attributes.superuser());
        json.writeBooleanField("createdb", attributes.createDb());
        json.writeBooleanField("createrole", attributes.createRole());
        json.writeBooleanField("replication", attributes.replication());
        json.writeBooleanField("bypassrls", attributes.bypassRls());
        json.writeNumberField("connection-limit", attributes.connectionLimit());
        optional(json, "valid-until", attributes.validUntil());
        json.writeEndObject();
    }

    private static RoleAttributes attributes(JsonObject json) {
        return new RoleAttributes(
                json.flag("login"),
                json.flag("superuser"),
                json.flag("createdb"),
                json.flag("createrole"),
                json.flag("replication"),
                json.flag("bypassrls"),
                connectionLimit(json),
                json.optionalText("valid-until"));
    }

    private static int connectionLimit(JsonObject json) {
        long limit = json.number("connection-limit");
        if (limit != (int) limit) {
            throw new IllegalArgumentException("The member \"connection-limit\" is out of range");
        }
        return (int) limit;
    }

    private static void options(JsonGenerator json, String member, Optional<MembershipOptions> options)
            throws IOException {
        if (options.isPresent()) {
            json.writeObjectFieldStart(member);
            json.writeBooleanField("admin", options.get().admin());
            json.writeBooleanField("inherit", options.get().inherit());
            json.writeBooleanField("set", options.get().set());
            json.writeEndObject();
        }
    }

    private static MembershipOptions options(JsonObject json) {
        return new MembershipOptions(json.flag("admin"), json.flag("inherit"), json.flag("set"));
    }

    private static void privileges(JsonGenerator json, GrantPrivileges grant) throws IOException {
        DatabaseObject object = grant.object();
        json.writeStringField("kind", object.kind().name());
        name(json, "name", object.name(), object.oid());
        optional(json, "schema", object.schema().map(Identifier::value));
        if (object.kind() == DatabaseObject.Kind.ROUTINE) {
            texts(json, "arguments", object.arguments());
        }
        texts(
                json,
                "privileges",
                grant.privileges().stream().map(Privilege::name).toList());
        if (!grant.columns().isEmpty()) {
            texts(
                    json,
                    "columns",
                    grant.columns().stream().map(Identifier::value).toList());
        }
        json.writeStringField("grantee", grant.grantee().value());
        json.writeBooleanField("grant-option", grant.withGrantOption());
    }

    private static void texts(JsonGenerator json, String member, List<String> texts) throws IOException {
        json.writeArrayFieldStart(member);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static DatabaseObject object(JsonObject json) {
        return new DatabaseObject(
                DatabaseObject.Kind.valueOf(json.text("kind")),
                json.number("oid"),
                optionalName(json, "schema"),
                name(json, "name"),
                json.optionalTexts("arguments"));
    }

    private static List<Privilege> privileges(JsonObject json) {
        List<String> names = json.texts("privileges");
        if (names.isEmpty()) {
            throw new IllegalArgumentException("The member \"privileges\" is empty");
        }
        return names.stream().map(Privilege::valueOf).toList();
    }

    private static List<Identifier> columns(JsonObject json) {
        return json.optionalTexts("columns").stream().map(Identifier::of).toList();
    }

    private static void future(
            JsonGenerator json, Identifier creator, long creatorOid, Identifier schema, long oid, Identifier grantee)
            throws IOException {
        json.writeStringField("creator", creator.value());
        json.writeNumberField("creator-oid", creatorOid);
        name(json, "schema", schema, oid);
        json.writeStringField("grantee", grantee.value());
    }

    private static Identifier name(JsonObject json, String member) {
        return Identifier.of(json.text(member));
    }

    private static Optional<Identifier> optionalName(JsonObject json, String member) {
        return json.optionalText(member).map(Identifier::of);
    }
}
