package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SegmentRegion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ReverseEtlSourceSetup}. A single value is checked where it is set; values that contradict each other
 * are reported together by {@link #build()}. Not thread-safe; can be used again after {@code build()}. Defaults:
 *
 * <ul>
 *   <li>role {@code segment}, managed schema {@code __segment_reverse_etl}
 *   <li>no password, no connection limit, no end of validity, no settings
 *   <li>nothing to read, no models
 *   <li>CREATE on the database: granted
 *   <li>Segment's US workspace; its endpoint is the administrator's own
 *   <li>deadline of a verb 5 minutes; wait for a lock 10 seconds
 * </ul>
 */
public final class ReverseEtlSourceSetupBuilder {
    private static final String DEFAULT_ROLE = "segment";
    private static final String DEFAULT_SCHEMA = "__segment_reverse_etl";

    private @Nullable ConnectionSource admin;
    private int administrators;
    private Identifier role = Identifier.of(DEFAULT_ROLE);
    private Identifier managedSchema = Identifier.of(DEFAULT_SCHEMA);
    private Optional<String> schemaAsGiven = Optional.empty();
    private final List<Model> models = new ArrayList<>();
    private final List<ReadScope> readScopes = new ArrayList<>();
    private Optional<Secret> password = Optional.empty();
    private boolean generatePassword;
    private boolean createOnDatabase = true;
    private Optional<Integer> connectionLimit = Optional.empty();
    private Optional<Instant> validUntil = Optional.empty();
    private Optional<Duration> statementTimeout = Optional.empty();
    private Optional<SearchPath> searchPath = Optional.empty();
    private Optional<SegmentEndpoint> endpoint = Optional.empty();
    private SegmentRegion region = SegmentRegion.US;
    private List<String> allowedRanges = List.of();
    private Optional<ConnectionSettings> loginThrough = Optional.empty();
    private SetupListener listener = SetupListener.none();
    private SetupJournal journal = SetupJournal.none();
    private Duration deadline = Duration.ofMinutes(5);
    private Duration lockTimeout = Duration.ofSeconds(10);

    ReverseEtlSourceSetupBuilder() {}

    /**
     * Sets the administrator: the account that is allowed to set up. Connections are borrowed one at a time and go back
     * as they came.
     *
     * @param dataSource gives connections to the database that is to become a source
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder admin(DataSource dataSource) {
        this.admin = ConnectionSource.of(Objects.requireNonNull(dataSource, "dataSource"));
        administrators++;
        return this;
    }

    /**
     * Sets the administrator: the account that is allowed to set up.
     *
     * @param settings how to connect to the database that is to become a source
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder admin(ConnectionSettings settings) {
        this.admin = ConnectionSource.of(Objects.requireNonNull(settings, "settings"));
        administrators++;
        return this;
    }

    /**
     * Sets the role that Segment logs in as.
     *
     * @param name its exact name; never folded to lower case
     * @return this builder
     * @throws IllegalArgumentException if the name is none that PostgreSQL allows, or reserved
     */
    public ReverseEtlSourceSetupBuilder role(String name) {
        Identifier identifier = Identifier.of(name);
        if (name.startsWith("pg_") || name.equals("public") || name.equals("none")) {
            throw new IllegalArgumentException("Role name \"" + name + "\" is reserved by PostgreSQL; choose another");
        }
        this.role = identifier;
        return this;
    }

    /**
     * Sets the password that the role gets when it is created. An existing role keeps its own; it is tried by a login
     * where a way in is known.
     *
     * @param secret the password
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder password(Secret secret) {
        this.password = Optional.of(Objects.requireNonNull(secret, "secret"));
        return this;
    }

    /**
     * Lets the role get a random password of 32 letters and digits when it is created; {@link SetupResult#password()}
     * returns it.
     *
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder generatedPassword() {
        this.generatePassword = true;
        return this;
    }

    /**
     * Sets the schema in which Segment keeps track of changes. The upper-case spelling of Segment's guide is read as
     * the lower-case one that its unquoted SQL means; the plan has a notice then.
     *
     * @param name its exact name
     * @return this builder
     * @throws IllegalArgumentException if the name is none that PostgreSQL allows, or reserved
     */
    public ReverseEtlSourceSetupBuilder managedSchema(String name) {
        boolean normalise =
                !name.equals(DEFAULT_SCHEMA) && name.toLowerCase(Locale.ROOT).equals(DEFAULT_SCHEMA);
        if (name.startsWith("pg_") || name.equals("information_schema")) {
            throw new IllegalArgumentException(
                    "Schema name \"" + name + "\" is reserved by PostgreSQL; choose another");
        }
        this.managedSchema = normalise ? Identifier.of(DEFAULT_SCHEMA) : Identifier.of(name);
        this.schemaAsGiven = normalise ? Optional.of(name) : Optional.empty();
        return this;
    }

    /**
     * Adds a model: a query that Segment will run. It is explained as the role before anything is committed.
     *
     * @param model the model
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder model(Model model) {
        this.models.add(Objects.requireNonNull(model, "model"));
        return this;
    }

    /**
     * Adds models, as {@link #model} does each.
     *
     * @param models the models
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder models(Iterable<Model> models) {
        models.forEach(this::model);
        return this;
    }

    /**
     * Adds something that the role may read.
     *
     * @param scope tables, or all tables of a schema
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder grantRead(ReadScope scope) {
        this.readScopes.add(Objects.requireNonNull(scope, "scope"));
        return this;
    }

    /**
     * Chooses whether the role gets CREATE on the database; by default it does. Segment may issue {@code CREATE SCHEMA
     * IF NOT EXISTS}, which needs it even of the schema's owner.
     *
     * @param create whether to grant it
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder createOnDatabase(boolean create) {
        this.createOnDatabase = create;
        return this;
    }

    /**
     * Sets how many connections the role may have at once. Unless set, an existing limit stays, except 0.
     *
     * @param limit at least 1, or -1 for no limit
     * @return this builder
     * @throws IllegalArgumentException if the limit lets nobody in
     */
    public ReverseEtlSourceSetupBuilder connectionLimit(int limit) {
        if (limit == 0 || limit < -1) {
            throw new IllegalArgumentException(
                    "Connection limit \"" + limit + "\" lets nobody in; give at least 1, or -1 for no limit");
        }
        this.connectionLimit = Optional.of(limit);
        return this;
    }

    /**
     * Sets until when the role's password is valid. Unless set, an existing end stays if it is in the future.
     *
     * @param end a moment in the future, to the microsecond
     * @return this builder
     * @throws IllegalArgumentException if the moment has passed
     */
    public ReverseEtlSourceSetupBuilder validUntil(Instant end) {
        if (!end.isAfter(Instant.now())) {
            throw new IllegalArgumentException("Valid until \"" + end + "\" has passed; give a moment in the future");
        }
        this.validUntil = Optional.of(end);
        return this;
    }

    /**
     * Sets {@code statement_timeout} for the role's sessions in this database.
     *
     * @param timeout at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of PostgreSQL's range
     */
    public ReverseEtlSourceSetupBuilder statementTimeout(Duration timeout) {
        this.statementTimeout = Optional.of(checkedMillis("Statement timeout", timeout));
        return this;
    }

    /**
     * Pins {@code search_path} for the role's sessions in this database, so that unqualified names in models mean what
     * you mean.
     *
     * @param schemas exact names, in their order; {@code $user} stands for the schema named as the role
     * @return this builder
     * @throws IllegalArgumentException if none is given, or a name is none that PostgreSQL allows
     */
    public ReverseEtlSourceSetupBuilder searchPath(String... schemas) {
        if (schemas.length == 0) {
            throw new IllegalArgumentException("No schema is given for the search path; name at least one");
        }
        this.searchPath = Optional.of(
                SearchPath.of(Arrays.stream(schemas).map(Identifier::of).toArray(Identifier[]::new)));
        return this;
    }

    /**
     * Sets where Segment will connect. Default is the administrator's own endpoint.
     *
     * @param host the public host name or address
     * @param port the port
     * @return this builder
     * @throws IllegalArgumentException if host or port is not possible
     */
    public ReverseEtlSourceSetupBuilder segmentEndpoint(String host, int port) {
        this.endpoint = Optional.of(new SegmentEndpoint(host, port));
        return this;
    }

    /**
     * Sets the region of the Segment workspace, whose addresses must reach the database.
     *
     * @param region the region
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder segmentRegion(SegmentRegion region) {
        this.region = Objects.requireNonNull(region, "region");
        return this;
    }

    /**
     * Replaces the region's address ranges, which Segment may change.
     *
     * @param ranges in CIDR notation; at least one
     * @return this builder
     * @throws IllegalArgumentException if none is given
     */
    public ReverseEtlSourceSetupBuilder allowFrom(String... ranges) {
        if (ranges.length == 0) {
            throw new IllegalArgumentException(
                    "No address range is given; name at least one, as in \"52.25.130.38/32\"");
        }
        this.allowedRanges = List.of(ranges);
        return this;
    }

    /**
     * Sets how to log in as the role, to prove that it can: host, port, database and TLS as here, user and password
     * replaced by the role's as far as they are known. Default is the administrator's own way, if it was given as
     * {@code ConnectionSettings}.
     *
     * @param settings how to connect
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder loginThrough(ConnectionSettings settings) {
        this.loginThrough = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * Sets who is told what happens while it does.
     *
     * @param listener the listener
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder listener(SetupListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets where runs are noted before they commit.
     *
     * @param journal the journal
     * @return this builder
     */
    public ReverseEtlSourceSetupBuilder journal(SetupJournal journal) {
        this.journal = Objects.requireNonNull(journal, "journal");
        return this;
    }

    /**
     * Sets by when a verb must have ended, waiting and retrying included.
     *
     * @param deadline at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ReverseEtlSourceSetupBuilder deadline(Duration deadline) {
        this.deadline = checkedMillis("Deadline", deadline);
        return this;
    }

    /**
     * Sets how long a statement waits for a lock before everything is rolled back and begun again.
     *
     * @param timeout at least a millisecond, at most about 24 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ReverseEtlSourceSetupBuilder lockTimeout(Duration timeout) {
        this.lockTimeout = checkedMillis("Lock timeout", timeout);
        return this;
    }

    /**
     * Builds the set-up. Opens no connection.
     *
     * @return the set-up
     * @throws IllegalArgumentException if something is missing or contradictory; the message has all problems
     */
    public ReverseEtlSourceSetup build() {
        List<String> problems = problems();
        ConnectionSource source = admin;
        if (source == null || !problems.isEmpty()) {
            throw new IllegalArgumentException("The set-up can't be built: " + String.join("; ", problems));
        }
        Optional<Secret> secret = generatePassword ? Optional.of(GeneratedPassword.next()) : password;
        SetupGoal goal = ImmutableSetupGoal.builder()
                .role(role)
                .managedSchema(managedSchema)
                .managedSchemaAsGiven(schemaAsGiven)
                .models(models)
                .readScopes(readScopes)
                .passwordGiven(secret.isPresent())
                .createOnDatabase(createOnDatabase)
                .connectionLimit(connectionLimit)
                .validUntil(validUntil)
                .statementTimeout(statementTimeout)
                .searchPath(searchPath)
                .endpoint(endpoint)
                .region(region)
                .allowedRanges(allowedRanges.isEmpty() ? region.cidrRanges() : allowedRanges)
                .build();
        return new ReverseEtlSourceSetup(
                goal,
                ImmutableSurroundings.builder()
                        .admin(source)
                        .loginThrough(loginThrough)
                        .password(secret)
                        .passwordGenerated(generatePassword)
                        .listener(listener)
                        .journal(journal)
                        .deadline(deadline)
                        .lockTimeout(lockTimeout)
                        .clock(Clock.systemUTC())
                        .build());
    }

    private List<String> problems() {
        return BuilderProblems.of(
                administrators,
                generatePassword && password.isPresent(),
                models,
                readScopes,
                managedSchema,
                deadline,
                lockTimeout);
    }

    private static Duration checkedMillis(String what, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0
                || duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(what + " \"" + duration + "\" is out of range; give between 1 and "
                    + Integer.MAX_VALUE + " milliseconds");
        }
        return duration;
    }
}
