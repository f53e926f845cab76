package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.Finding;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each state of a credential means. */
class HerokuAdviceTest {
    private static final String HOST = "ec2-3-91-0-1.compute-1.amazonaws.com";

    @ParameterizedTest
    @CsvSource({
        "wait_for_provisioning, HEROKU_CREDENTIAL_PENDING, false",
        "provisioning, HEROKU_CREDENTIAL_PENDING, false",
        "enabling, HEROKU_CREDENTIAL_PENDING, false",
        "active, , true",
        "rotating, HEROKU_CREDENTIAL_ROTATING, true",
        "rotation_completed, HEROKU_CREDENTIAL_ROTATING, true",
        "revoking, HEROKU_CREDENTIAL_GOING, false",
        "archived, HEROKU_CREDENTIAL_GOING, false",
        "transcending, HEROKU_CREDENTIAL_PENDING, false"
    })
    void ofARoleThatExists(String state, String code, boolean passwordKnown) {
        ProviderAdvice advice = advise(true, credential(state, passwordKnown ? "active" : "enabling"));
        assertThat(advice.findings().stream().map(Finding::code).collect(Collectors.toList()))
                .containsExactlyElementsOf(Stream.of("HEROKU_PLAN", code)
                        .filter(each -> each != null)
                        .toList());
        assertThat(advice.steps()).isEmpty();
        assertThat(advice.rolePassword()).isEqualTo(passwordKnown ? Optional.of(Secret.of("p1")) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"wait_for_provisioning", "provisioning", "enabling", "active", "revoking", "archived"})
    void ofARoleThatDoesNotExistYet(String state) {
        ProviderAdvice advice = advise(false, credential(state, "active"));
        assertThat(advice.steps()).singleElement().satisfies(step -> {
            assertThat(step.code()).isEqualTo("CREATE_CREDENTIAL");
            assertThat(step.makesRole()).isTrue();
        });
        assertThat(advice.rolePassword()).isEmpty();
    }

    @Test
    void ofARoleThatHerokuDoesNotKnow() {
        assertThat(advise(true).findings()).extracting(Finding::code).contains("HEROKU_ROLE_UNMANAGED");
    }

    /** While it is rotated, the login for the moment has another user's name. */
    @Test
    void temporaryLoginIsNotTakenForTheRoles() {
        Credential rotating = new Credential(
                "segment",
                "1",
                CredentialState.ROTATING,
                HOST,
                5432,
                "d1",
                false,
                List.of(
                        new CredentialLogin("segment-rotating", "active", Optional.of(Secret.of("p2"))),
                        new CredentialLogin("segment", "revoking", Optional.of(Secret.of("p1")))));
        assertThat(rotating.password("segment")).isEmpty();
        assertThat(rotating.isReady("segment")).isFalse();
        assertThat(rotating.toString()).doesNotContain("p1", "p2");
    }

    private static ProviderAdvice advise(boolean roleExists, Credential... credentials) {
        ProviderRequest request = new ProviderRequest(
                new ServerFacts(
                        new ServerVersion(170_000),
                        Identifier.of("d1"),
                        Identifier.of("u1"),
                        false,
                        Optional.empty(),
                        Map.of()),
                new SetupTarget(Identifier.of("segment"), Identifier.of("__segment_reverse_etl")),
                roleExists,
                Optional.of(new SegmentEndpoint(HOST, 5432)),
                List.of());
        return HerokuAdvice.of(
                request,
                new HerokuDatabase(
                        new AddOn(
                                "1", "postgresql-flat-1", "heroku-postgresql:standard-0", "heroku-postgresql", "shop"),
                        "shop",
                        DatabaseInfo.unknown(),
                        List.of(credentials),
                        List.of()),
                Optional.empty());
    }

    private static Credential credential(String state, String loginState) {
        return new Credential(
                "segment",
                "1",
                CredentialState.of(state),
                HOST,
                5432,
                "d1",
                false,
                List.of(new CredentialLogin("segment", loginState, Optional.of(Secret.of("p1")))));
    }
}
