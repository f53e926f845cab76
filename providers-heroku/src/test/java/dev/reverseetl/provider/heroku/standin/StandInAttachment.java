package dev.reverseetl.provider.heroku.standin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What gives an app a database under a name. */
record StandInAttachment(String name, StandInDatabase database, String namespace) {
    Map<String, @Nullable Object> toJson() {
        return Json.object(
                "id",
                "a-" + database.id(),
                "name",
                name,
                "namespace",
                namespace.isEmpty() ? null : namespace,
                "addon",
                Json.object("id", database.id(), "name", database.name(), "app", Json.object("name", database.app())),
                "app",
                Json.object("name", database.app()));
    }
}
