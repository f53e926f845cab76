package dev.reverseetl.setup;

import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.provider.ProviderSelection;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.segment.AddressRanges;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SegmentRegion;
import dev.reverseetl.spi.PostgresProvider;
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

/** Collects and checks what {@link ReverseEtlSourceSetupBuilder} documents. */
final class SetupBuilder implements ReverseEtlSourceSetupBuilder {
    private static final String DEFAULT_ROLE = "segment";
    /** Later years have five digits, which are written in another way. */
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    private static final String DEFAULT_SCHEMA = "__segment_reverse_etl";

    private @Nullable ConnectionSource admin;
    private int administrators;
    private Identifier role = Identifier.of(DEFAULT_ROLE);
    private Identifier managedSchema = Identifier.of(DEFAULT_SCHEMA);
    private Optional<String> schemaAsGiven = Optional.empty();
    private final List<Model> models = new ArrayList<>();
    private final List<ReadScope> readScopes = new ArrayList<>();
    private boolean columnGrants;
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
    private ProviderSelection provider = ProviderSelection.detected();
    private SetupListener listener = SetupListener.none();
    private SetupJournal journal = SetupJournal.none();
    private Duration deadline = Duration.ofMinutes(5);
    private Duration lockTimeout = Duration.ofSeconds(10);

    @Override
    public SetupBuilder admin(DataSource dataSource) {
        this.admin = ConnectionSource.of(Objects.requireNonNull(dataSource, "dataSource"));
        administrators++;
        return this;
    }

    @Override
    public SetupBuilder admin(ConnectionSettings settings) {
        this.admin = ConnectionSource.of(Objects.requireNonNull(settings, "settings"));
        administrators++;
        return this;
    }

    @Override
    public SetupBuilder role(String name) {
        Identifier identifier = Identifier.of(name);
        if (name.startsWith("pg_") || name.equals("public") || name.equals("none")) {
            throw new IllegalArgumentException("Role name \"" + name + "\" is reserved by PostgreSQL; choose another");
        }
        this.role = identifier;
        return this;
    }

    @Override
    public SetupBuilder password(Secret secret) {
        this.password = Optional.of(Objects.requireNonNull(secret, "secret"));
        return this;
    }

    @Override
    public SetupBuilder generatedPassword() {
        this.generatePassword = true;
        return this;
    }

    @Override
    public SetupBuilder managedSchema(String name) {
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

    @Override
    public SetupBuilder model(Model model) {
        this.models.add(Objects.requireNonNull(model, "model"));
        return this;
    }

    @Override
    public SetupBuilder grantRead(ReadScope scope) {
        this.readScopes.add(Objects.requireNonNull(scope, "scope"));
        return this;
    }

    @Override
    public SetupBuilder columnGrants() {
        this.columnGrants = true;
        return this;
    }

    @Override
    public SetupBuilder createOnDatabase(boolean create) {
        this.createOnDatabase = create;
        return this;
    }

    @Override
    public SetupBuilder connectionLimit(int limit) {
        if (limit == 0 || limit < -1) {
            throw new IllegalArgumentException(
                    "Connection limit \"" + limit + "\" lets nobody in; give at least 1, or -1 for no limit");
        }
        this.connectionLimit = Optional.of(limit);
        return this;
    }

    @Override
    public SetupBuilder validUntil(Instant end) {
        if (!end.isAfter(Instant.now())) {
            throw new IllegalArgumentException("Valid until \"" + end + "\" has passed; give a moment in the future");
        }
        if (!end.isBefore(END_OF_TIME)) {
            throw new IllegalArgumentException(
                    "Valid until \"" + end + "\" is too far; give a moment before the year 10000, or none for no end");
        }
        this.validUntil = Optional.of(end);
        return this;
    }

    @Override
    public SetupBuilder statementTimeout(Duration timeout) {
        this.statementTimeout = Optional.of(Milliseconds.checked("Statement timeout", timeout));
        return this;
    }

    @Override
    public SetupBuilder searchPath(String... schemas) {
        if (schemas.length == 0) {
            throw new IllegalArgumentException("No schema is given for the search path; name at least one");
        }
        this.searchPath = Optional.of(
                SearchPath.of(Arrays.stream(schemas).map(Identifier::of).toArray(Identifier[]::new)));
        return this;
    }

    @Override
    public SetupBuilder segmentEndpoint(String host, int port) {
        this.endpoint = Optional.of(new SegmentEndpoint(host, port));
        return this;
    }

    @Override
    public SetupBuilder segmentRegion(SegmentRegion region) {
        this.region = Objects.requireNonNull(region, "region");
        return this;
    }

    @Override
    public SetupBuilder allowFrom(String... ranges) {
        this.allowedRanges = AddressRanges.check(ranges);
        return this;
    }

    @Override
    public SetupBuilder loginThrough(ConnectionSettings settings) {
        this.loginThrough = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    @Override
    public SetupBuilder provider(PostgresProvider plugin) {
        provider = ProviderSelection.of(plugin);
        return this;
    }

    @Override
    public SetupBuilder provider(String id) {
        provider = ProviderSelection.of(id);
        return this;
    }

    @Override
    public SetupBuilder listener(SetupListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    @Override
    public SetupBuilder journal(SetupJournal journal) {
        this.journal = Objects.requireNonNull(journal, "journal");
        return this;
    }

    @Override
    public SetupBuilder deadline(Duration deadline) {
        this.deadline = Milliseconds.checked("Deadline", deadline);
        return this;
    }

    @Override
    public SetupBuilder lockTimeout(Duration timeout) {
        this.lockTimeout = Milliseconds.checked("Lock timeout", timeout);
        return this;
    }

    @Override
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
                .columnGrants(columnGrants)
                .password(passwordSource())
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
                        .provider(provider)
                        .listener(listener)
                        .journal(journal)
                        .deadline(deadline)
                        .lockTimeout(lockTimeout)
                        .clock(Clock.systemUTC())
                        .build());
    }

    private SetupGoal.Password passwordSource() {
        if (generatePassword) {
            return SetupGoal.Password.GENERATED;
        }
        return password.isPresent() ? SetupGoal.Password.GIVEN : SetupGoal.Password.NONE;
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
}
