package dev.reverseetl.provider.heroku.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers requests as Heroku's two interfaces do. */
record HerokuServices(StandInAccount account) {
    Answer answer(RecordedRequest request) {
        if (!request.authorized()) {
            return Answer.error(401, "unauthorized", "Invalid credentials provided.");
        }
        Operation operation = request.operation();
        String first = operation.part(request.path(), 1);
        return switch (operation) {
            case RESOLVE_ATTACHMENT -> resolveAttachment(request);
            case RESOLVE_ADD_ON -> resolveAddOn(request);
            case APP_ATTACHMENTS ->
                account.hasApp(first)
                        ? Answer.json(200, attachments(first, ""))
                        : Answer.notFound("app", "Couldn't find that app.");
            case ADD_ON_ATTACHMENTS -> Answer.json(200, attachments("", first));
            case UNKNOWN -> Answer.error(404, "not_found", "The requested API endpoint was not found.");
            default ->
                database(request, first)
                        .map(found -> ofDatabase(found, request, operation.part(request.path(), 2)))
                        .orElseGet(() -> Answer.notFound("addon", "Couldn't find that add-on."));
        };
    }

    /** Each form of the interface knows its own databases only. */
    private Optional<StandInDatabase> database(RecordedRequest request, String nameOrId) {
        boolean advancedForm = request.path().startsWith("/data/");
        return account.database(nameOrId).filter(database -> database.isAdvanced() == advancedForm);
    }

    private static Answer ofDatabase(StandInDatabase database, RecordedRequest request, String credential) {
        boolean advanced = database.isAdvanced();
        return switch (request.operation()) {
            case INFO -> info(database);
            case LIST -> {
                List<Object> all = new ArrayList<>();
                database.look()
                        .forEach(each -> all.add(advanced ? each.toAdvancedJson(database) : each.toJson(database)));
                yield Answer.json(200, advanced ? Json.object("items", all) : all);
            }
            case READ ->
                database.look(credential)
                        .map(each -> Answer.json(200, advanced ? each.toAdvancedJson(database) : each.toJson(database)))
                        .orElseGet(() -> Answer.notFound("credential", "Couldn't find that credential."));
            case CREATE -> database.create(request.body().getOrDefault("name", ""));
            case DESTROY -> database.destroy(credential);
            default -> database.rotate(credential);
        };
    }

    private static Answer info(StandInDatabase database) {
        List<Object> lines = new ArrayList<>();
        database.info().forEach((name, value) -> lines.add(Json.object("name", name, "values", List.of(value))));
        return Answer.json(
                200,
                Json.object(
                        "name",
                        database.name(),
                        "plan",
                        database.plan().replaceFirst("^.*:", ""),
                        "info",
                        lines,
                        "following",
                        database.following().isEmpty() ? null : database.following(),
                        "hot_standby?",
                        true,
                        "waiting?",
                        false));
    }

    private Answer resolveAttachment(RecordedRequest request) {
        String app = request.body().getOrDefault("app", "");
        String name = request.body()
                .getOrDefault("addon_attachment", "")
                .toUpperCase(Locale.ROOT)
                .replaceFirst("_URL$", "");
        if (!account.hasApp(app)) {
            return Answer.notFound("app", "Couldn't find that app.");
        }
        List<StandInAttachment> own = account.attachments().stream()
                .filter(attachment -> attachment.database().app().equals(app))
                .toList();
        List<StandInAttachment> exact = own.stream()
                .filter(attachment -> attachment.name().equals(name))
                .toList();
        List<StandInAttachment> found = exact.isEmpty()
                ? own.stream()
                        .filter(attachment -> attachment.name().contains(name))
                        .toList()
                : exact;
        return found.isEmpty()
                ? Answer.notFound("add_on attachment", "Couldn't find that add on attachment.")
                : Answer.json(200, found.stream().map(StandInAttachment::toJson).toList());
    }

    private Answer resolveAddOn(RecordedRequest request) {
        List<StandInDatabase> found = account.databases(request.body().getOrDefault("addon", ""));
        return found.isEmpty()
                ? Answer.notFound("add_on", "Couldn't find that add-on.")
                : Answer.json(
                        200,
                        found.stream()
                                .map(database -> Json.object(
                                        "id",
                                        database.id(),
                                        "name",
                                        database.name(),
                                        "plan",
                                        Json.object("name", database.plan()),
                                        "addon_service",
                                        Json.object("name", database.service()),
                                        "app",
                                        Json.object("name", database.app())))
                                .toList());
    }

    private List<Object> attachments(String app, String addOn) {
        List<Object> found = new ArrayList<>();
        for (StandInAttachment attachment : account.attachments()) {
            StandInDatabase database = attachment.database();
            if (database.app().equals(app)
                    || database.id().equals(addOn)
                    || database.name().equals(addOn)) {
                found.add(attachment.toJson());
            }
        }
        return found;
    }
}
