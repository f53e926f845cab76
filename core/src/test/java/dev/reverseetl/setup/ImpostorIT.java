package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lets a driver log in as PostgreSQL would, and isn't: no verb is taken in, and each says why. */
class ImpostorIT {
    private static final Impostor.Nature REFUSING = (in, out) -> {
        while (true) {
            char type = Impostor.nextMessage(in);
            if (type == 'Q' || type == 'S') {
                out.error("42601", "what is that?");
                out.ready();
            }
        }
    };
    private static final Impostor.Nature NODDING = (in, out) -> {
        while (true) {
            switch (Impostor.nextMessage(in)) {
                case 'P' -> out.empty('1');
                case 'B' -> out.empty('2');
                case 'D' -> out.empty('n');
                case 'E' -> out.complete("OK");
                case 'S' -> out.ready();
                case 'Q' -> {
                    out.complete("BEGIN");
                    out.ready();
                }
                default -> throw new IOException("enough");
            }
        }
    };
    private static final Impostor.Nature CLOSING = (in, out) -> Impostor.nextMessage(in);
    private static final Impostor.Nature BABBLING = (in, out) -> {
        char unused = Impostor.nextMessage(in);
        out.raw("!\u00ff\u0000\u00aa".repeat(20_000));
    };
    private static final Impostor.Nature SILENT = (in, out) -> in.transferTo(OutputStream.nullOutputStream());

    static Stream<Arguments> impostors() {
        return Stream.of(
                argumentSet("refusing", REFUSING, ErrorCode.NOT_POSTGRESQL, "what is that? (SQLSTATE 42601)"),
                argumentSet("nodding", NODDING, ErrorCode.NOT_POSTGRESQL, "could not answer what every PostgreSQL can"),
                argumentSet(
                        "CockroachDB",
                        new LookAlike("CockroachDB CCL v23.1.11"),
                        ErrorCode.NOT_POSTGRESQL,
                        "it says \"CockroachDB CCL v23.1.11\""),
                argumentSet(
                        "Redshift",
                        new LookAlike("PostgreSQL 8.0.2 on i686, Redshift 1.0.12103"),
                        ErrorCode.NOT_POSTGRESQL,
                        "Redshift 1.0.12103"),
                argumentSet("closing", CLOSING, ErrorCode.CONNECTION_FAILED, "lost at its first statement"),
                argumentSet("babbling", BABBLING, ErrorCode.CONNECTION_FAILED, "lost at its first statement"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("impostors")
    @Timeout(value = 60, threadMode = SEPARATE_THREAD)
    void isRefusedByEveryVerb(Impostor.Nature nature, ErrorCode code, String message) throws IOException {
        try (Impostor server = Impostor.start(nature)) {
            builders(server).map(ReverseEtlSourceSetupBuilder::build).forEach(setup -> {
                Stream<ThrowingCallable> verbs = Stream.of(
                        setup::plan,
                        setup::teardown,
                        setup::removeExcess,
                        setup::verify,
                        () -> setup.rotatePassword(Secret.of("another")));
                verbs.forEach(verb -> assertThatExceptionOfType(ReverseEtlException.class)
                        .isThrownBy(verb)
                        .withMessageContaining(message)
                        .withMessageContaining("PostgreSQL server")
                        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code)));
            });
        }
    }

    @Test
    @Timeout(value = 60, threadMode = SEPARATE_THREAD)
    void isGivenUpAtTheDeadlineWhenItIsSilent() throws IOException {
        Duration deadline = Duration.ofSeconds(1);
        try (Impostor server = Impostor.start(SILENT)) {
            builders(server)
                    .forEach(builder -> assertThatExceptionOfType(ReverseEtlException.class)
                            .isThrownBy(builder.deadline(deadline)
                                    .lockTimeout(deadline)
                                    .build()::plan)
                            .withMessageContaining("deadline of 1000 ms")
                            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED)));
        }
    }

    private static Stream<ReverseEtlSourceSetupBuilder> builders(Impostor server) {
        return Stream.of(
                ReverseEtlSourceSetup.builder().admin(server.settings()),
                ReverseEtlSourceSetup.builder().admin(server.dataSource()));
    }
}
