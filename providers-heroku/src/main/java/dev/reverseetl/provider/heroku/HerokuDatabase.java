package dev.reverseetl.provider.heroku;

import dev.reverseetl.spi.ProviderRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Heroku says of a database. Of one that Segment can't reach, only the add-on is read.
 *
 * @param addOn the database
 * @param app the app to name in commands
 * @param info what {@code heroku pg:info} shows
 * @param credentials its credentials
 * @param attachments which apps have it, or a credential of it; read only where the role's credential exists
 */
record HerokuDatabase(
        AddOn addOn, String app, DatabaseInfo info, List<Credential> credentials, List<Attachment> attachments) {
    static HerokuDatabase read(HerokuClient client, HerokuProviderBuilder settings, ProviderRequest request) {
        PlatformApi platform = new PlatformApi(client);
        AddOn addOn = new AddOnSearch(platform, settings).find();
        String app = settings.app().orElse(addOn.app());
        if (!addOn.tier().isReachable()) {
            return new HerokuDatabase(addOn, app, DatabaseInfo.unknown(), List.of(), List.of());
        }
        DataApi data = DataApi.of(client, addOn);
        DatabaseInfo info = data.info();
        List<Credential> credentials = data.credentials();
        boolean exists = credentials.stream()
                .anyMatch(credential ->
                        credential.name().equals(request.target().role().value()));
        return new HerokuDatabase(
                addOn, app, info, credentials, exists ? platform.attachmentsOf(addOn.id(), addOn.name()) : List.of());
    }

    Optional<Credential> credential(String name) {
        return credentials.stream()
                .filter(credential -> credential.name().equals(name))
                .findFirst();
    }

    /** Returns the one that every database has; it says where the database is. */
    Optional<Credential> defaultCredential() {
        return credentials.stream().filter(Credential::isDefault).findFirst();
    }

    /** Returns the apps that a credential is attached to. */
    List<String> appsWith(String credential) {
        return attachments.stream()
                .filter(attachment -> attachment.isOf(credential))
                .map(attachment -> attachment.app() + "::" + attachment.name())
                .distinct()
                .toList();
    }

    HerokuCommands commands() {
        return new HerokuCommands(addOn.name(), app, addOn.tier().isAdvanced());
    }

    /** Returns what a step needs to know of it, also in another process. */
    Map<String, String> parameters() {
        return Map.of(
                "add-on",
                addOn.id(),
                "name",
                addOn.name(),
                "app",
                app,
                "interface",
                addOn.tier().isAdvanced() ? "v1" : "v0");
    }
}
