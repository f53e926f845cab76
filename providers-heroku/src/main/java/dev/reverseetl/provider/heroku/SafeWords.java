package dev.reverseetl.provider.heroku;

import dev.reverseetl.postgres.Secret;
import java.util.regex.Pattern;

/** Words of an answer, fit to be shown: one short line without control characters, and without what may be a secret. */
final class SafeWords {
    private static final int MAX_CHARACTERS = 300;
    private static final Pattern URL_WITH_LOGIN = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://[^\\s/@]*@");
    /** Long and without a blank: a token or a password, never a word. Ids have hyphens. */
    private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9+/=_]{32,}");

    private static final Pattern TOKEN = Pattern.compile("HRKU-[A-Za-z0-9_-]+");

    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    private SafeWords() {}

    static String of(String words, Secret token) {
        String text = token.reveal(characters -> words.replace(new String(characters), "****"));
        text = URL_WITH_LOGIN.matcher(text).replaceAll("****@");
        text = TOKEN.matcher(text).replaceAll("****");
        text = BLOB.matcher(text).replaceAll("****");
        text = WHITE.matcher(text).replaceAll(" ").strip();
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "..." : text;
    }
}
