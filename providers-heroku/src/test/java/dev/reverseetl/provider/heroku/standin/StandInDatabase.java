package dev.reverseetl.provider.heroku.standin;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A database as Heroku knows it. Thread-safe. */
public final class StandInDatabase {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id = UUID.randomUUID().toString();
    private final String name;
    private final String app;
    private final StandInRoles roles;
    private final Map<String, StandInCredential> credentials = new LinkedHashMap<>();
    private final Map<String, String> info = new LinkedHashMap<>();
    private String service = "heroku-postgresql";
    private String plan;
    private String host = "ec2-3-91-0-1.compute-1.amazonaws.com";
    private int port = 5432;
    private String database = "d0123456789abc";
    private String following = "";

    /**
     * Creates a database without credentials.
     *
     * @param name such as {@code postgresql-curved-12345}
     * @param plan such as {@code heroku-postgresql:standard-0}
     * @param app the app
     * @param roles makes roles of credentials
     */
    public StandInDatabase(String name, String plan, String app, StandInRoles roles) {
        this.name = name;
        this.plan = plan;
        this.app = app;
        this.roles = roles;
        info("Plan", plan)
                .info("Status", "Available")
                .info("Fork/Follow", "Available")
                .info("Connections", "11/120");
    }

    /** Says where the database is. */
    public synchronized StandInDatabase at(String newHost, int newPort, String newDatabase) {
        host = newHost;
        port = newPort;
        database = newDatabase;
        return this;
    }

    /** Adds the default credential, whose role exists. */
    public synchronized StandInDatabase owner(String user, String password) {
        credentials.put("default", new StandInCredential("default", user, true, password, "active"));
        return this;
    }

    /** Adds a credential in a state, without a role. */
    public synchronized StandInDatabase credential(String credential, String state) {
        credentials.put(credential, new StandInCredential(credential, credential, false, newPassword(), state));
        return this;
    }

    /** Adds a credential whose role exists, as somebody else made it. */
    public synchronized StandInDatabase credentialOfSomebody(String credential) {
        String password = newPassword();
        roles.create(credential, password);
        credentials.put(credential, new StandInCredential(credential, credential, false, password, "active"));
        return this;
    }

    /** Keeps a credential in its state, whoever looks at it. */
    public synchronized void stick(String credential) {
        Optional.ofNullable(credentials.get(credential)).orElseThrow().stick();
    }

    /** Gives a credential another password at once, as Heroku or somebody may. */
    public synchronized void rotateNow(String credential) {
        StandInCredential found =
                Optional.ofNullable(credentials.get(credential)).orElseThrow();
        found.rotate(newPassword());
        found.advance(roles);
        found.advance(roles);
    }

    /** Moves it to another plan. */
    public synchronized StandInDatabase plan(String other) {
        plan = other;
        return this;
    }

    /** Makes it something else than PostgreSQL. */
    public synchronized StandInDatabase service(String other) {
        service = other;
        return this;
    }

    /** Makes it a read-only copy. */
    public synchronized StandInDatabase following(String leader) {
        following = leader;
        return this;
    }

    /** Sets a line of {@code heroku pg:info}. */
    public synchronized StandInDatabase info(String line, String value) {
        info.put(line, value);
        return this;
    }

    /** {@return the state of a credential; empty if there is none} */
    public synchronized String state(String credential) {
        return Optional.ofNullable(credentials.get(credential))
                .map(StandInCredential::state)
                .orElse("");
    }

    /** {@return the password of a credential that exists} */
    public synchronized String password(String credential) {
        return Optional.ofNullable(credentials.get(credential)).orElseThrow().password();
    }

    /** {@return Heroku's id} */
    public String id() {
        return id;
    }

    /** {@return the add-on's name} */
    public String name() {
        return name;
    }

    /** {@return the app} */
    public String app() {
        return app;
    }

    /** {@return makes roles of credentials} */
    public StandInRoles roles() {
        return roles;
    }

    synchronized String plan() {
        return plan;
    }

    synchronized String service() {
        return service;
    }

    /** {@return where the database is} */
    public synchronized String host() {
        return host;
    }

    /** {@return where the database is} */
    public synchronized int port() {
        return port;
    }

    synchronized String database() {
        return database;
    }

    synchronized String following() {
        return following;
    }

    synchronized Map<String, String> info() {
        return Map.copyOf(info);
    }

    boolean isAdvanced() {
        return plan().contains(":advanced") || plan().contains(":performance");
    }

    boolean isEssential() {
        return plan().contains(":essential") || plan().contains(":mini") || plan().contains(":basic");
    }

    /** Looks at all credentials, which can bring each one further. */
    synchronized List<StandInCredential> look() {
        List<StandInCredential> seen = new ArrayList<>();
        for (StandInCredential credential : List.copyOf(credentials.values())) {
            look(credential.name()).ifPresent(seen::add);
        }
        return seen;
    }

    synchronized Optional<StandInCredential> look(String credential) {
        Optional<StandInCredential> found = Optional.ofNullable(credentials.get(credential));
        found.ifPresent(known -> known.look(roles));
        if (found.filter(StandInCredential::isGone).isPresent()) {
            credentials.remove(credential);
            return Optional.empty();
        }
        return found;
    }

    synchronized Answer create(String credential) {
        if (isEssential()) {
            return Answer.error(
                    422, "unprocessable_entity", "You can't create a custom credential on Essential-tier databases.");
        }
        if (!credential.matches("[a-zA-Z0-9_-]{1,50}")) {
            return Answer.error(422, "invalid_params", "Name is not valid.");
        }
        if (credentials.containsKey(credential)) {
            return Answer.error(422, "unprocessable_entity", "A credential with this name exists already.");
        }
        if (credentials.size() >= 120) {
            return Answer.error(422, "unprocessable_entity", "The database has as many credentials as it can have.");
        }
        StandInCredential made =
                new StandInCredential(credential, credential, false, newPassword(), "wait_for_provisioning");
        credentials.put(credential, made);
        return isAdvanced()
                ? Answer.json(200, made.toAdvancedJson(this))
                : Answer.json(202, Json.object("message", "Credential being created."));
    }

    synchronized Answer destroy(String credential) {
        StandInCredential found = credentials.get(credential);
        if (found == null) {
            return Answer.notFound("credential", "Couldn't find that credential.");
        }
        if (credential.equals("default")
                || !(found.state().equals("active") || found.state().startsWith("rotat"))) {
            return Answer.error(422, "unprocessable_entity", "The credential can't be destroyed now.");
        }
        found.become("revoking");
        return Answer.json(202, Json.object("message", "The credential has been destroyed within " + name + "."));
    }

    synchronized Answer rotate(String credential) {
        StandInCredential found = credentials.get(credential);
        if (found == null) {
            return Answer.notFound("credential", "Couldn't find that credential.");
        }
        found.rotate(newPassword());
        return Answer.json(202, Json.object("message", "Credentials being rotated."));
    }

    /** {@return a password as long as those that Heroku chooses} */
    public static String newPassword() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return "p" + HexFormat.of().formatHex(random);
    }
}
