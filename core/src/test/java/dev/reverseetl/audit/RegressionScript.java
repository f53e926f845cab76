package dev.reverseetl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One of the tests of PostgreSQL 15 itself, unchanged (PostgreSQL License): views on views by several owners, row
 * security, rules and functions.
 */
record RegressionScript(String name) {
    private static final Map<String, String> SHA_256 = Map.ofEntries(
            Map.entry("create_view", "6b0bcfab3ae7e35252db5f191d9d075392bab79c9b84c5df0bf7ea4046279516"),
            Map.entry("matview", "8d4c634deae0f1d59181f36a27eb20ad1675c9bc54af843e4e08750ae95806f2"),
            Map.entry("rangefuncs", "34feb69ff7be2b322569695ed0a8207dd1ab790cfe5e37b002fdd3f9c0b0d4e4"),
            Map.entry("rowsecurity", "b67fde02828f0b6b0654c2623ea14fc2207c773f5bdff09f82778a9875163928"),
            Map.entry("rules", "aa85b65787e7954cd858bfc615420b3bf9dde1313775173bcae1e509b926dc4c"),
            Map.entry("select_views", "a32bfb3bd60c21b8a9c08ae8e6730514084fa475595261b863abef395b449610"),
            Map.entry("subselect", "3e0be57607c18c5e1435839fa8553a7dc9985e9ce38f4c1eb21de1797a5e1200"),
            Map.entry("test_setup", "d528c3d55f22ec7afe8f7629f06b258c135ad739c241e6ac0f5c1caa1707eb15"),
            Map.entry("updatable_views", "e88d712d76f92e0d1e09a3eb6b9f1165fad59aeabf1aed86f71995e47a744015"),
            Map.entry("with", "d333f7e130f7ef6c8f012570f33bef6190f971938dfbead87f8abaf384fab8d7"));
    private static final Pattern COPIED_DATA = Pattern.compile("(?ims)^copy [^;]* from stdin[^;]*;.*?^\\\\\\.$");
    private static final Pattern PSQL_COMMAND = Pattern.compile("(?m)^\\\\.*$");
    private static final Pattern PSQL_ENDING = Pattern.compile("(?m)\\\\g(?:set|exec|x)?\\b.*$");
    /** Others can't see temporary objects. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(?i)\\b(create(?: or replace)?|into) (?:local |global )?temp(?:orary)?\\b");

    List<String> statements() {
        String sql = COPIED_DATA.matcher(text()).replaceAll("");
        sql = PSQL_COMMAND.matcher(sql).replaceAll("");
        sql = PSQL_ENDING.matcher(sql).replaceAll(";");
        return new SqlScript(TEMPORARY.matcher(sql).replaceAll("$1")).statements();
    }

    private String text() {
        try (InputStream file = RegressionScript.class.getResourceAsStream("postgres/" + name + ".sql")) {
            byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
            assertThat(Sha256.of(bytes)).as("SHA-256 of %s", name).isEqualTo(SHA_256.get(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
