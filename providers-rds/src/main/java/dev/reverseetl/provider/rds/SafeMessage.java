package dev.reverseetl.provider.rds;

import java.util.regex.Pattern;

/** AWS's own words for an error, without what nobody may see or can read. */
final class SafeMessage {
    private static final int MAX_CHARACTERS = 600;

    /** A refused signature is explained with the whole signed text, which has the session token in it. */
    private static final Pattern SIGNED_TEXT = Pattern.compile("(?is)\\bThe Canonical String for this request\\b.*");
    /** Of use only to those who may decode it, and a kilobyte long. */
    private static final Pattern ENCODED =
            Pattern.compile("(?is)\\s*\\b(Encoded authorization failure message|EncodedMessage)\\s*:.*");

    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)(X-Amz-(?:Security-Token|Signature|Credential)|Signature|Credential)\\s*[=:]\\s*[^\\s&,]+");
    /** Long and without a blank: a token or a blob, never a word. */
    private static final Pattern BLOB = Pattern.compile("[A-Za-z0-9+/=_%-]{100,}");

    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private SafeMessage() {}

    static String of(String message) {
        String text = SIGNED_TEXT.matcher(message).replaceFirst("");
        text = ENCODED.matcher(text).replaceFirst("");
        text = CREDENTIAL.matcher(text).replaceAll("$1=****");
        text = BLOB.matcher(text).replaceAll("****");
        text = WHITE.matcher(text).replaceAll(" ").strip();
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "..." : text;
    }
}
