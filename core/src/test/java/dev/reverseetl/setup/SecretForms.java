package dev.reverseetl.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;

/** The shapes in which a password could show up where it must not. */
final class SecretForms {
    /**
     * Spaces, quotes and a backslash, and characters that SASLprep changes: a soft hyphen, a no-break space and a Roman
     * numeral.
     */
    static final String PASSWORD = "Ge\u00adheim\u00a0 'pass\\word' % \u2168 ü";

    private static final String NORMALISED = "Geheim  'pass\\word' % IX ü";

    private final List<String> forms = List.of(
            PASSWORD,
            NORMALISED,
            URLEncoder.encode(PASSWORD, UTF_8),
            URLEncoder.encode(PASSWORD, UTF_8).replace("+", "%20"),
            URLEncoder.encode(NORMALISED, UTF_8),
            base64(PASSWORD),
            base64(NORMALISED),
            PASSWORD.replace("'", "''"),
            PASSWORD.replace("'", "''").replace("\\", "\\\\"),
            "pass\\word",
            "pass\\\\word");

    void assertAbsentFrom(String where, String text) {
        for (String form : forms) {
            assertThat(text.contains(form))
                    .as("%s shows the password as %s", where, form)
                    .isFalse();
        }
    }

    static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
