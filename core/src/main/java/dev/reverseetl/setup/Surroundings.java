package dev.reverseetl.setup;

import dev.reverseetl.internal.ValueStyle;
import dev.reverseetl.internal.jdbc.ConnectionSource;
import dev.reverseetl.internal.jdbc.Deadline;
import dev.reverseetl.internal.provider.ProviderSelection;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What a set-up works with, apart from its goal. */
@Value.Immutable
@ValueStyle
interface Surroundings {
    ConnectionSource admin();

    /** How to log in as the role; empty for the administrator's own way. */
    Optional<ConnectionSettings> loginThrough();

    @Value.Redacted
    Optional<Secret> password();

    /** Whether {@link #password()} is a generated one, which an existing role can't have. */
    boolean passwordGenerated();

    /** Whose server it is, as far as the caller says. */
    ProviderSelection provider();

    SetupListener listener();

    SetupJournal journal();

    Duration deadline();

    Duration lockTimeout();

    Clock clock();

    /** The password that an existing role may have. */
    default Optional<Secret> passwordOfExisting() {
        return passwordGenerated() ? Optional.empty() : password();
    }

    default Deadline startDeadline() {
        return Deadline.after(deadline());
    }
}
