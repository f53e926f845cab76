package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.testing.HostDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad value is refused where it is set; what contradicts itself is refused at the end, all of it at once. */
class SetupBuilderTest {
    private static final DataSource ADMIN = (HostDataSource) () -> {
        throw new SQLException("not to be opened");
    };

    @Test
    void needsAnAdministratorOnly() {
        ReverseEtlSourceSetup setup = builder().build();
        assertThat(setup)
                .hasToString("Reverse ETL source set-up: role \"segment\", managed schema"
                        + " \"__segment_reverse_etl\", data source "
                        + ADMIN.getClass().getName());
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                bad(b -> b.role(""), "must not be empty"),
                bad(b -> b.role("a".repeat(64)), "64 bytes"),
                bad(b -> b.role("a\0b"), "NUL"),
                bad(b -> b.role("pg_mine"), "\"pg_mine\" is reserved"),
                bad(b -> b.role("public"), "\"public\" is reserved"),
                bad(b -> b.role("none"), "\"none\" is reserved"),
                bad(b -> b.managedSchema(""), "must not be empty"),
                bad(b -> b.managedSchema("ü".repeat(32)), "64 bytes"),
                bad(b -> b.managedSchema("pg_mine"), "\"pg_mine\" is reserved"),
                bad(b -> b.managedSchema("information_schema"), "\"information_schema\" is reserved"),
                bad(b -> b.connectionLimit(0), "\"0\" lets nobody in"),
                bad(b -> b.connectionLimit(-2), "\"-2\" lets nobody in"),
                bad(b -> b.validUntil(Instant.EPOCH), "has passed"),
                bad(b -> b.validUntil(Instant.MAX), "too far"),
                bad(b -> b.statementTimeout(Duration.ZERO), "out of range"),
                bad(b -> b.statementTimeout(Duration.ofMillis(-1)), "out of range"),
                bad(b -> b.statementTimeout(Duration.ofNanos(999_999)), "out of range"),
                bad(b -> b.statementTimeout(Duration.ofDays(25)), "Statement timeout \"PT600H\" is out of range"),
                bad(b -> b.deadline(Duration.ZERO), "Deadline"),
                bad(b -> b.deadline(Duration.ofDays(25)), "Deadline"),
                bad(b -> b.lockTimeout(Duration.ZERO), "Lock timeout"),
                bad(b -> b.lockTimeout(Duration.ofSeconds(Long.MAX_VALUE)), "Lock timeout"),
                bad(ReverseEtlSourceSetupBuilder::searchPath, "at least one"),
                bad(b -> b.searchPath("app", ""), "must not be empty"),
                bad(b -> b.segmentEndpoint("", 5432), "Segment's endpoint"),
                bad(b -> b.segmentEndpoint("db.example.com", 0), "port 0"),
                bad(ReverseEtlSourceSetupBuilder::allowFrom, "at least one"),
                bad(b -> b.allowFrom("52.25.130.38/16", "x"), "52.25.0.0/16\". \"x\" is no range"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void refusesABadValueAtOnce(Consumer<ReverseEtlSourceSetupBuilder> setter, String why) {
        ReverseEtlSourceSetupBuilder builder = builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setter.accept(builder))
                .withMessageContaining(why);
        assertThat(builder.build()).as("is as it was before").isNotNull();
    }

    @SuppressWarnings("NullAway") // what a caller without a checker may do
    static Stream<Consumer<ReverseEtlSourceSetupBuilder>> nulls() {
        return Stream.of(
                b -> b.admin((DataSource) null),
                b -> b.admin((ConnectionSettings) null),
                b -> b.role(null),
                b -> b.password(null),
                b -> b.managedSchema(null),
                b -> b.model(null),
                b -> b.grantRead(null),
                b -> b.validUntil(null),
                b -> b.statementTimeout(null),
                b -> b.searchPath("app", null),
                b -> b.segmentEndpoint(null, 5432),
                b -> b.segmentRegion(null),
                b -> b.allowFrom("52.25.130.38/32", null),
                b -> b.loginThrough(null),
                b -> b.listener(null),
                b -> b.journal(null),
                b -> b.deadline(null),
                b -> b.lockTimeout(null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void refusesNullAtOnce(Consumer<ReverseEtlSourceSetupBuilder> setter) {
        assertThatNullPointerException().isThrownBy(() -> setter.accept(builder()));
    }

    @Test
    void reportsAllContradictionsTogether() {
        ConnectionSettings settings = ConnectionSettings.builder()
                .host("db.example.com")
                .database("shop")
                .user("admin")
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .admin(settings)
                        .password(Secret.of("secret word"))
                        .generatedPassword()
                        .model(Model.of("users", "SELECT 1 AS id", "id"))
                        .model(Model.of("users", "SELECT 2 AS id", "id"))
                        .managedSchema("memory")
                        .grantRead(ReadScope.schema("memory"))
                        .deadline(Duration.ofSeconds(5))
                        .lockTimeout(Duration.ofSeconds(6))
                        .build())
                .withMessageStartingWith("The set-up can't be built: ")
                .withMessageContaining("given 2 times")
                .withMessageContaining("both password(Secret) and generatedPassword()")
                .withMessageContaining("two models are named \"users\"")
                .withMessageContaining("the managed schema \"memory\" is also to be read from")
                .withMessageContaining("\"PT6S\" is longer than the deadline \"PT5S\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret word"));
    }

    @Test
    void reportsThatTheAdministratorIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReverseEtlSourceSetup.builder().build())
                .withMessageContaining("no administrator is given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__SEGMENT_REVERSE_ETL", "__Segment_Reverse_ETL"})
    void readsTheGuidesSpellingOfTheSchema(String spelling) {
        assertThat(builder().managedSchema(spelling).build()).asString().contains("\"__segment_reverse_etl\"");
        assertThat(builder().managedSchema("Memory").build()).asString().contains("\"Memory\"");
    }

    @Test
    void canBeUsedAgain() {
        ReverseEtlSourceSetupBuilder builder = builder().role("one");
        ReverseEtlSourceSetup first = builder.build();
        ReverseEtlSourceSetup second = builder.role("two").build();
        assertThat(first).asString().contains("\"one\"");
        assertThat(second).asString().contains("\"two\"");
    }

    @Test
    void opensNoConnection() {
        ReverseEtlSourceSetup setup = builder().build();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(setup::plan)
                .withStackTraceContaining("not to be opened");
    }

    private static ReverseEtlSourceSetupBuilder builder() {
        return ReverseEtlSourceSetup.builder().admin(ADMIN);
    }

    private static Arguments bad(Consumer<ReverseEtlSourceSetupBuilder> setter, String why) {
        return Arguments.of(setter, why);
    }
}
