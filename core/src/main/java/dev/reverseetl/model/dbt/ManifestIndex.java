package dev.reverseetl.model.dbt;

import dev.reverseetl.internal.json.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has to be known of a manifest before its nodes can be taken one after the other. */
final class ManifestIndex {
    private static final Pattern VERSION = Pattern.compile(".*/manifest/v(\\d{1,6})(?:\\.json|/.*)?");
    /** That of dbt 1.5. */
    private static final int OLDEST = 9;

    private final Map<String, List<UniqueTest>> tests = new HashMap<>();
    private final Map<String, Set<String>> exposed = new HashMap<>();
    private final DbtSelection selection;
    private Optional<String> schemaVersion = Optional.empty();
    private Optional<String> adapter = Optional.empty();
    private boolean hasNodes;

    private ManifestIndex(DbtSelection selection) {
        this.selection = selection;
    }

    /**
     * Reads a whole manifest.
     *
     * @throws IllegalArgumentException if it is none, or one that can't be used
     */
    static ManifestIndex read(JsonWalk json, DbtSelection selection) throws IOException {
        ManifestIndex index = new ManifestIndex(selection);
        json.members(section -> index.readSection(section, json));
        index.check();
        return index;
    }

    private void readSection(String section, JsonWalk json) throws IOException {
        switch (section) {
            case "metadata" ->
                json.members(name -> {
                    if (name.equals("dbt_schema_version")) {
                        schemaVersion = json.text();
                    } else if (name.equals("adapter_type")) {
                        adapter = json.text();
                    }
                });
            case "nodes" -> {
                hasNodes = true;
                json.members(id -> UniqueTest.read(json)
                        .ifPresent(test -> tests.computeIfAbsent(test.node(), any -> new ArrayList<>())
                                .add(test)));
            }
            case "exposures" -> json.members(id -> readExposure(json));
            default -> {
                // sources, macros and so on are no models
            }
        }
    }

    private void readExposure(JsonWalk json) throws IOException {
        Set<String> names = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        json.members(name -> {
            if (name.equals("name")) {
                json.text().ifPresent(names::add);
            } else if (name.equals("depends_on")) {
                json.members(kind -> {
                    if (kind.equals("nodes")) {
                        nodes.addAll(json.scalars());
                    }
                });
            }
        });
        selection
                .exposures()
                .filter(criterion -> names.stream()
                        .anyMatch(name -> criterion.exposure().orElseThrow().matches(name)))
                .forEach(criterion -> exposed.computeIfAbsent(criterion.text(), any -> new HashSet<>())
                        .addAll(nodes));
    }

    private void check() {
        Matcher version = VERSION.matcher(schemaVersion.orElse(""));
        if (!version.matches() || !hasNodes) {
            throw new IllegalArgumentException("it is no dbt manifest; dbt writes that into target/manifest.json");
        }
        if (Integer.parseInt(version.group(1)) < OLDEST) {
            throw new IllegalArgumentException("it is of version " + version.group(1) + ", of a dbt before 1.5, which"
                    + " wrote version " + OLDEST + ": compile the project with a newer dbt");
        }
        if (adapter.isPresent() && !adapter.get().equals("postgres")) {
            throw new IllegalArgumentException(
                    "its project is for dbt's adapter \"" + adapter.get() + "\", not for \"postgres\"");
        }
    }

    List<UniqueTest> tests(String uniqueId) {
        return tests.getOrDefault(uniqueId, List.of());
    }

    /** Returns what exposures stand on, by the text of the criterion that asks for them. */
    Map<String, Set<String>> exposed() {
        return exposed;
    }
}
