package dev.reverseetl.postgres;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A password or token that shows itself to nobody: {@link #toString()} is {@code ****}, it can't be serialised, and
 * equality takes the same time wherever two secrets differ. Immutable and thread-safe.
 */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /**
     * Returns a secret of these characters. The array is copied, so the caller can wipe it.
     *
     * @param value the characters; at least one, none of them NUL
     * @return the secret
     * @throws IllegalArgumentException if {@code value} is empty or holds NUL, which PostgreSQL's protocol can't carry
     */
    public static Secret of(char[] value) {
        Objects.requireNonNull(value, "value");
        if (value.length == 0) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        for (char c : value) {
            if (c == '\0') {
                throw new IllegalArgumentException("A secret must not hold the character NUL");
            }
        }
        return new Secret(value.clone());
    }

    /**
     * Returns a secret of this text. Prefer {@link #of(char[])} where the text need not be a string.
     *
     * @param value the text; not empty, without NUL
     * @return the secret
     * @throws IllegalArgumentException if {@code value} is empty or holds NUL
     */
    public static Secret of(String value) {
        return of(value.toCharArray());
    }

    /**
     * Hands the characters to a function and wipes them afterwards. The function must not keep the array.
     *
     * @param <T> what the function returns
     * @param reader reads the characters
     * @return what the function returned
     */
    public <T extends @Nullable Object> T reveal(Function<char[], T> reader) {
        char[] copy = value.clone();
        try {
            return reader.apply(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** {@return the same number for every secret, so that a hash can't give one away} */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** Returns {@code ****}. */
    @Override
    public String toString() {
        return "****";
    }

    private byte[] bytes() {
        return StandardCharsets.UTF_8.encode(CharBuffer.wrap(value)).array();
    }
}
