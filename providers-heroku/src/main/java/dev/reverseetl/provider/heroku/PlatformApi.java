package dev.reverseetl.provider.heroku;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Heroku's Platform API, as far as it is about databases.
 *
 * @param client makes the calls
 * @see <a href="https://devcenter.heroku.com/articles/platform-api-reference">Heroku: Platform API Reference</a>
 */
record PlatformApi(HerokuClient client) {
    /** Returns what an app calls by a name; more than one if the name is not exact. */
    List<Attachment> attachments(String app, String name) {
        return client.call(
                HttpCall.ask(
                        "looking for the attachment \"" + name + "\" of the app \"" + app + "\"",
                        client.platform(),
                        "/actions/addon-attachments/resolve",
                        Map.of("addon_attachment", name, "app", app)),
                PlatformApi::attachments);
    }

    /** Returns all attachments of an app. */
    List<Attachment> attachmentsOfApp(String app) {
        return client.call(
                HttpCall.get(
                        "listing the attachments of the app \"" + app + "\"",
                        client.platform(),
                        "/apps/" + app + "/addon-attachments"),
                PlatformApi::attachments);
    }

    /** Returns which apps have an add-on, or a credential of it. */
    List<Attachment> attachmentsOf(String id, String name) {
        return client.call(
                HttpCall.get(
                        "listing the attachments of \"" + name + "\"",
                        client.platform(),
                        "/addons/" + id + "/addon-attachments"),
                PlatformApi::attachments);
    }

    /** Returns the add-ons that a name or id means. */
    List<AddOn> addOns(String nameOrId, Map<String, String> app) {
        Map<String, String> body = new TreeMap<>(app);
        body.put("addon", nameOrId);
        return client.call(
                HttpCall.ask(
                        "looking for the add-on \"" + nameOrId + "\"",
                        client.platform(),
                        "/actions/addons/resolve",
                        body),
                answer -> array(answer).stream().map(AddOn::read).toList());
    }

    private static List<Attachment> attachments(JsonAnswer answer) {
        return array(answer).stream().map(Attachment::read).toList();
    }

    private static List<JsonAnswer> array(JsonAnswer answer) {
        if (!answer.isArray()) {
            throw new JsonAnswer.UnexpectedAnswer("it is no list");
        }
        return answer.items();
    }
}
