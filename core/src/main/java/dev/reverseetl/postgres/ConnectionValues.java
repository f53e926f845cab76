package dev.reverseetl.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@link ConnectionSettings} holds, already checked. */
record ConnectionValues(
        String host,
        int port,
        String database,
        String user,
        @Nullable Secret password,
        @Nullable PasswordSource passwordSource,
        SslMode sslMode,
        @Nullable Path rootCertificate,
        @Nullable Path clientCertificate,
        @Nullable Path clientKey,
        Duration connectTimeout,
        String applicationName) {}
