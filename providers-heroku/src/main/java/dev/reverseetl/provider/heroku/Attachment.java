package dev.reverseetl.provider.heroku;

import java.util.Optional;

/**
 * What gives an app an add-on, or a credential of one, under a name.
 *
 * @param name such as {@code DATABASE}
 * @param addOnId the add-on's id
 * @param addOnName the add-on's name
 * @param app the app that has it
 * @param namespace which credential it is of; nothing for the default one
 */
record Attachment(String name, String addOnId, String addOnName, String app, Optional<String> namespace) {
    static Attachment read(JsonAnswer json) {
        return new Attachment(
                AddOn.safe(json.required("name")),
                AddOn.safe(json.member("addon").required("id")),
                AddOn.safe(json.member("addon").required("name")),
                AddOn.safe(json.member("app").required("name")),
                json.text("namespace"));
    }

    /** Tells whether it is of a credential: {@code credential:segment}, on Advanced {@code role:segment|…}. */
    boolean isOf(String credential) {
        return namespace
                .filter(space -> space.equals("credential:" + credential)
                        || space.equals("role:" + credential)
                        || space.startsWith("role:" + credential + "|"))
                .isPresent();
    }
}
