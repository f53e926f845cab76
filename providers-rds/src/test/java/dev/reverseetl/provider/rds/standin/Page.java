package dev.reverseetl.provider.rds.standin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a long answer.
 *
 * @param items the part
 * @param next the token of the next part, or empty
 */
record Page<T>(List<T> items, String next) {
    private static final String PREFIX = "from:";

    static <T> Page<T> of(List<T> all, String token, int size) {
        int start = token.isEmpty() ? 0 : start(token);
        int end = Math.min(all.size(), start + size);
        return new Page<>(all.subList(Math.min(start, end), end), end < all.size() ? encoded(PREFIX + end) : "");
    }

    private static int start(String token) {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        if (!text.startsWith(PREFIX)) {
            throw new ApiError(400, "InvalidNextToken", "The token '" + token + "' is invalid");
        }
        return Integer.parseInt(text.substring(PREFIX.length()));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
