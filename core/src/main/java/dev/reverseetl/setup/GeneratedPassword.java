package dev.reverseetl.setup;

import dev.reverseetl.postgres.Secret;
import java.security.SecureRandom;
import java.util.Arrays;

/** Makes passwords that need no quoting or encoding anywhere: 32 letters and digits, about 190 bits. */
final class GeneratedPassword {
    private static final int LENGTH = 32;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private GeneratedPassword() {}

    static Secret next() {
        SecureRandom random = new SecureRandom();
        char[] characters = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            characters[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        Secret secret = Secret.of(characters);
        Arrays.fill(characters, '\0');
        return secret;
    }
}
