package dev.reverseetl.provider.heroku;

import dev.reverseetl.provider.heroku.JsonAnswer.UnexpectedAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Heroku's Data API, as far as it is about the credentials of one database: the Advanced tier has its own form of it.
 *
 * @param client makes the calls
 * @param addOnId the database
 * @param addOnName its name, for messages
 * @param advanced whether the database is of the Advanced tier
 */
record DataApi(HerokuClient client, String addOnId, String addOnName, boolean advanced) {
    static DataApi of(HerokuClient client, AddOn addOn) {
        return new DataApi(client, addOn.id(), addOn.name(), addOn.tier().isAdvanced());
    }

    List<Credential> credentials() {
        return client.call(
                HttpCall.get("listing the credentials of \"" + addOnName + "\"", client.data(), path()), this::list);
    }

    /** Returns a credential, if there is one of this name. */
    Optional<Credential> credential(String name) {
        try {
            return Optional.of(
                    client.call(HttpCall.get(what("reading", name), client.data(), path() + "/" + name), this::one));
        } catch (HerokuFailure failure) {
            if (failure.reason() == FailureReason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Begins to make a credential. */
    void create(String name) {
        client.call(HttpCall.change(what("creating", name), client.data(), path(), Map.of("name", name)), answer -> "");
    }

    /** Begins to destroy a credential. */
    void destroy(String name) {
        client.call(HttpCall.delete(what("destroying", name), client.data(), path() + "/" + name), answer -> "");
    }

    /** Begins to give a credential another password; sessions that are open stay so for a while. */
    void rotate(String name) {
        String verb = advanced ? "rotate" : "credentials_rotation";
        client.call(
                HttpCall.change(what("rotating", name), client.data(), path() + "/" + name + "/" + verb, Map.of()),
                answer -> "");
    }

    /** Reads what {@code heroku pg:info} shows. */
    DatabaseInfo info() {
        return advanced
                ? DatabaseInfo.unknown()
                : client.call(
                        HttpCall.get(
                                "asking about \"" + addOnName + "\"",
                                client.data(),
                                "/client/v11/databases/" + addOnId),
                        DatabaseInfo::read);
    }

    private String path() {
        return advanced
                ? "/data/postgres/v1/" + addOnId + "/credentials"
                : "/postgres/v0/databases/" + addOnId + "/credentials";
    }

    private String what(String verb, String name) {
        return verb + " the credential \"" + name + "\" of \"" + addOnName + "\"";
    }

    private List<Credential> list(JsonAnswer answer) {
        JsonAnswer list = advanced ? answer.member("items") : answer;
        if (!list.isArray()) {
            throw new UnexpectedAnswer("it is no list");
        }
        return list.items().stream().map(this::one).toList();
    }

    private Credential one(JsonAnswer answer) {
        return advanced ? Credential.readAdvanced(answer) : Credential.read(answer);
    }
}
