package dev.reverseetl.spi;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.ServerVersion;
import dev.reverseetl.segment.SegmentEndpoint;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the server when a provider is asked about it. Immutable and thread-safe.
 *
 * @param version the server's version
 * @param database the database that is to become a source
 * @param admin the administrator
 * @param inRecovery whether the server is a standby
 * @param adminEndpoint what the administrator is connected to, where that can be told
 * @param answers the answers to the provider's probes that are not NULL, by their names
 */
public record ServerFacts(
        ServerVersion version,
        Identifier database,
        Identifier admin,
        boolean inRecovery,
        Optional<SegmentEndpoint> adminEndpoint,
        Map<String, String> answers) {
    /**
     * Copies the answers.
     *
     * @param version the server's version
     * @param database the database that is to become a source
     * @param admin the administrator
     * @param inRecovery whether the server is a standby
     * @param adminEndpoint what the administrator is connected to
     * @param answers the answers that are not NULL
     */
    public ServerFacts {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(adminEndpoint, "adminEndpoint");
        answers = Map.copyOf(answers);
    }

    /**
     * Returns the answer to a probe.
     *
     * @param probe the probe's name
     * @return the value as text, or nothing if it is NULL or wasn't asked
     */
    public Optional<String> answer(String probe) {
        return Optional.ofNullable(answers.get(probe));
    }

    /**
     * Tells whether the answer to a probe is true.
     *
     * @param probe the probe's name
     * @return whether its value is {@code true}
     */
    public boolean holds(String probe) {
        return answer(probe).filter("true"::equals).isPresent();
    }
}
