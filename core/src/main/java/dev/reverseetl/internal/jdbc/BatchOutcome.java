package dev.reverseetl.internal.jdbc;

import java.util.Optional;

/**
 * How a batch ended.
 *
 * @param succeeded how many statements ran before the first failure, or all of them
 * @param failure why the next one failed, if one did
 */
public record BatchOutcome(int succeeded, Optional<StatementFailure> failure) {}
