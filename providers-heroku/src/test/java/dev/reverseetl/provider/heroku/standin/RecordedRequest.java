package dev.reverseetl.provider.heroku.standin;

import java.util.Map;

/**
 * A request that arrived.
 *
 * @param operation what it asks for
 * @param method the HTTP method
 * @param path the path
 * @param body what was sent, as far as it is text
 * @param authorized whether it had the account's token
 */
public record RecordedRequest(
        Operation operation, String method, String path, Map<String, String> body, boolean authorized) {}
