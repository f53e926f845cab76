package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link HerokuProvider}. Not thread-safe; can be used again after {@link #build()}. Defaults:
 *
 * <ul>
 *   <li>no token: Heroku isn't asked, and what only Heroku can do is left to a person, with the commands
 *   <li>the app's attachment {@code DATABASE}
 *   <li>Heroku's own addresses
 * </ul>
 */
public final class HerokuProviderBuilder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern PLAN = Pattern.compile("(heroku-postgresql:)?[A-Za-z0-9-]{1,60}");

    private @Nullable Secret token;
    private @Nullable String app;
    private String attachment = "DATABASE";
    private @Nullable String addOn;
    private @Nullable String expectedPlan;
    private URI platformApi = URI.create("https://api.heroku.com");
    private URI dataApi = URI.create("https://api.data.heroku.com");
    private Pace pace = Pace.SYSTEM;
    private Duration attemptLimit = Duration.ofSeconds(30);

    HerokuProviderBuilder() {}

    /**
     * Sets the token of an account that may administer the database, as {@code heroku authorizations:create} makes. It
     * is sent to Heroku's two addresses only, in no case elsewhere.
     *
     * @param secret the token
     * @return this builder
     * @throws IllegalArgumentException if it has characters that no token has
     */
    public HerokuProviderBuilder token(Secret secret) {
        boolean plain =
                secret.reveal(characters -> new String(characters).chars().allMatch(c -> c > 32 && c < 127));
        if (!plain) {
            throw new IllegalArgumentException(
                    "The token has blanks, line breaks or other characters that no token has; give it alone");
        }
        token = secret;
        return this;
    }

    /**
     * Sets the app that the database is attached to.
     *
     * @param name the app's name or id
     * @return this builder
     * @throws IllegalArgumentException if it is none that Heroku could have
     */
    public HerokuProviderBuilder app(String name) {
        app = checked("app", name, NAME);
        return this;
    }

    /**
     * Sets how the app calls the database, where it has several.
     *
     * @param name such as {@code HEROKU_POSTGRESQL_PINK}, also with {@code _URL} behind it
     * @return this builder
     * @throws IllegalArgumentException if it is none that Heroku could have, or that of a pooler
     */
    public HerokuProviderBuilder attachment(String name) {
        String plain = checked("attachment", name, NAME).replaceFirst("(?i)_URL$", "");
        if (plain.toUpperCase(Locale.ROOT).endsWith("CONNECTION_POOL")) {
            throw new IllegalArgumentException(
                    "The attachment \"" + name + "\" is that of a pooler; name that of the database, such as DATABASE");
        }
        attachment = plain;
        return this;
    }

    /**
     * Sets the database by its own name, instead of by an app's attachment.
     *
     * @param nameOrId such as {@code postgresql-curved-12345}
     * @return this builder
     * @throws IllegalArgumentException if it is none that Heroku could have
     */
    public HerokuProviderBuilder addOn(String nameOrId) {
        addOn = checked("add-on", nameOrId, NAME);
        return this;
    }

    /**
     * Sets the plan that the database is meant to have, so that {@code plan()} and {@code verify()} tell when it is on
     * another.
     *
     * @param plan such as {@code standard-0}
     * @return this builder
     * @throws IllegalArgumentException if it is none that Heroku could have
     */
    public HerokuProviderBuilder expectedPlan(String plan) {
        expectedPlan = checked("plan", plan, PLAN).replaceFirst("^heroku-postgresql:", "");
        return this;
    }

    /**
     * Sets one address for both of Heroku's interfaces, such as that of a stand-in.
     *
     * @param uri the address; {@code http} only on this machine, since the token goes there
     * @return this builder
     * @throws IllegalArgumentException if the token would go over the network in clear
     */
    public HerokuProviderBuilder endpoint(URI uri) {
        return platformApi(uri).dataApi(uri);
    }

    /**
     * Sets the address of the Platform API.
     *
     * @param uri the address; {@code http} only on this machine, since the token goes there
     * @return this builder
     * @throws IllegalArgumentException if the token would go over the network in clear
     */
    public HerokuProviderBuilder platformApi(URI uri) {
        platformApi = safe(uri);
        return this;
    }

    /**
     * Sets the address of the Data API.
     *
     * @param uri the address; {@code http} only on this machine, since the token goes there
     * @return this builder
     * @throws IllegalArgumentException if the token would go over the network in clear
     */
    public HerokuProviderBuilder dataApi(URI uri) {
        dataApi = safe(uri);
        return this;
    }

    /**
     * Builds the provider. Opens no connection.
     *
     * @return the provider
     * @throws IllegalArgumentException if there is a token, but neither an app nor an add-on to ask about
     */
    public HerokuProvider build() {
        if (token != null && app == null && addOn == null) {
            throw new IllegalArgumentException(
                    "There is a token, but nothing to ask about: name the app with app(String), or the database with"
                            + " addOn(String)");
        }
        return new HerokuProvider(this);
    }

    HerokuProviderBuilder pace(Pace time) {
        pace = time;
        return this;
    }

    HerokuProviderBuilder attemptLimit(Duration limit) {
        attemptLimit = limit;
        return this;
    }

    Optional<Secret> token() {
        return Optional.ofNullable(token);
    }

    Optional<String> app() {
        return Optional.ofNullable(app);
    }

    String attachment() {
        return attachment;
    }

    Optional<String> addOn() {
        return Optional.ofNullable(addOn);
    }

    Optional<String> expectedPlan() {
        return Optional.ofNullable(expectedPlan);
    }

    URI platformApi() {
        return platformApi;
    }

    URI dataApi() {
        return dataApi;
    }

    Pace pace() {
        return pace;
    }

    Duration attemptLimit() {
        return attemptLimit;
    }

    HerokuProviderBuilder copy() {
        HerokuProviderBuilder copy = new HerokuProviderBuilder();
        copy.token = token;
        copy.app = app;
        copy.attachment = attachment;
        copy.addOn = addOn;
        copy.expectedPlan = expectedPlan;
        copy.platformApi = platformApi;
        copy.dataApi = dataApi;
        copy.pace = pace;
        copy.attemptLimit = attemptLimit;
        return copy;
    }

    private static String checked(String what, String value, Pattern pattern) {
        if (!pattern.matcher(Objects.requireNonNull(value, what)).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is no name that Heroku gives an " + what);
        }
        return value;
    }

    private static URI safe(URI uri) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || !(https || http)) {
            throw new IllegalArgumentException("The address must be such as https://api.heroku.com, without a login");
        }
        if (http && !isThisMachine(uri.getHost())) {
            throw new IllegalArgumentException("The token would go to \"" + uri.getHost()
                    + "\" in clear: use https, or http on this machine only");
        }
        return uri;
    }

    /** By spelling: no name is looked up. */
    private static boolean isThisMachine(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!host.matches("127(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
