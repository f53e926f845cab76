package dev.reverseetl.provider.heroku;

import dev.reverseetl.ReverseEtlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the database that is meant: one, and PostgreSQL.
 *
 * @param platform who is asked
 * @param settings what is known of it
 */
record AddOnSearch(PlatformApi platform, HerokuProviderBuilder settings) {
    AddOn find() {
        Optional<String> named = settings.addOn();
        String which = named.orElseGet(this::attached);
        Map<String, String> app = named.isPresent()
                ? settings.app().map(name -> Map.of("app", name)).orElse(Map.of())
                : Map.of();
        List<AddOn> all = platform.addOns(which, app);
        List<AddOn> found = all.stream().filter(AddOn::isPostgres).toList();
        if (found.isEmpty()) {
            String services = all.stream().map(AddOn::service).distinct().collect(Collectors.joining(", "));
            throw HerokuProblem.of(
                    "The add-on \"" + which + "\" is not Heroku Postgres"
                            + (services.isEmpty() ? "" : " but " + services) + ".",
                    "Name the database's add-on; `heroku addons --app …` lists them.");
        }
        if (found.size() > 1) {
            throw HerokuProblem.of(
                    "The name \"" + which + "\" means several add-ons: " + names(found, AddOn::name) + ".",
                    "Name one of them with addOn(String).");
        }
        return found.get(0);
    }

    /** Returns the id of what the app's attachment leads to. */
    private String attached() {
        String app = settings.app().orElseThrow();
        List<Attachment> hits;
        try {
            hits = platform.attachments(app, settings.attachment());
        } catch (HerokuFailure failure) {
            throw failure.reason() == FailureReason.NOT_FOUND ? notFound(app, failure) : failure;
        }
        // Those of a credential or a pooler have a name space
        List<Attachment> plain =
                hits.stream().filter(hit -> hit.namespace().isEmpty()).toList();
        List<Attachment> exact = plain.stream()
                .filter(hit -> hit.name().equalsIgnoreCase(settings.attachment()))
                .toList();
        List<Attachment> best = exact.isEmpty() ? plain : exact;
        List<String> ids = best.stream().map(Attachment::addOnId).distinct().toList();
        if (ids.isEmpty()) {
            throw hits.isEmpty() ? unknown(app) : onlyOthers(app, hits);
        }
        if (ids.size() > 1) {
            throw HerokuProblem.of(
                    "The attachment \"" + settings.attachment() + "\" of the app \"" + app
                            + "\" is ambiguous: it may be "
                            + names(best, hit -> hit.name() + " (" + hit.addOnName() + ")")
                            + ".",
                    "Give the whole name with attachment(String), or the add-on's with addOn(String).");
        }
        return ids.get(0);
    }

    private ReverseEtlException notFound(String app, HerokuFailure failure) {
        if (failure.resource().equals("app")) {
            throw failure;
        }
        return unknown(app);
    }

    /** Says what the app has instead; fails itself if there is no such app. */
    private ReverseEtlException unknown(String app) {
        List<Attachment> all = platform.attachmentsOfApp(app);
        return HerokuProblem.of(
                "The app \"" + app + "\" has no attachment \"" + settings.attachment() + "\""
                        + (all.isEmpty()
                                ? ", and no other either."
                                : "; it has " + names(all, hit -> hit.name() + " (" + hit.addOnName() + ")") + "."),
                "Name the database's with attachment(String).");
    }

    private ReverseEtlException onlyOthers(String app, List<Attachment> hits) {
        return HerokuProblem.of(
                "The attachment \"" + settings.attachment() + "\" of the app \"" + app
                        + "\" is that of a credential or a pooler, not of the database: "
                        + names(hits, hit -> hit.name() + " (" + hit.namespace().orElse("") + ")") + ".",
                "Name the database's with attachment(String), such as DATABASE.");
    }

    private static <T> String names(List<T> found, Function<T, String> name) {
        return found.stream().map(name).distinct().sorted().collect(Collectors.joining(", "));
    }
}
