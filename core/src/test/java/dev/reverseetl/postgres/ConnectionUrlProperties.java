package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConnectionUrlProperties {
    private static final String MARK = "S3CRET";

    @Property
    void readsBackWhatIsEncoded(
            @ForAll("names") String user,
            @ForAll("names") String password,
            @ForAll("names") String database,
            @ForAll("schemes") String scheme) {
        String url = scheme + encoded(user) + ":" + encoded(password) + "@db.example.com:1/" + encoded(database);

        assertThat(ConnectionSettings.parse(url)).isEqualTo(settings(user, password, database));
    }

    @Property
    void readsBackWhatIsEncodedAsAParameter(
            @ForAll("names") String user,
            @ForAll("names") String password,
            @ForAll("names") String database,
            @ForAll("schemes") String scheme) {
        String url = scheme + "db.example.com:1/" + encoded(database) + "?password=" + encoded(password) + "&user="
                + encoded(user);

        assertThat(ConnectionSettings.parse(url)).isEqualTo(settings(user, password, database));
    }

    @Property
    void neverShowsAPasswordThatIsNotEncoded(
            @ForAll("roughTexts") String before, @ForAll("roughTexts") String after, @ForAll boolean asParameter) {
        String password = before + MARK + after;
        String url = asParameter
                ? "postgres://u@db:1/app?sslmode=require&password=" + password
                : "postgres://u:" + password + "@db:1/app?sslmode=require";

        assertThat(outcome(url)).doesNotContain(MARK);
    }

    private static String outcome(String url) {
        try {
            return ConnectionSettings.parse(url).toString();
        } catch (IllegalArgumentException e) {
            return e.toString();
        }
    }

    private static ConnectionSettings settings(String user, String password, String database) {
        return ConnectionSettings.builder()
                .host("db.example.com")
                .port(1)
                .user(user)
                .password(Secret.of(password))
                .database(database)
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> name.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(name));
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of("postgres://", "postgresql://", "jdbc:postgresql://");
    }

    /** Rich in what means something in a URL. */
    @Provide
    Arbitrary<String> roughTexts() {
        return Arbitraries.strings().withChars("@/?#&:%+=[],a1 ").ofMaxLength(8);
    }
}
