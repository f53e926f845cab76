package dev.reverseetl.model.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reverseetl.internal.VisibleText;
import dev.reverseetl.internal.json.JsonWalk;
import dev.reverseetl.model.LocatedModel;
import dev.reverseetl.model.Model;
import dev.reverseetl.model.ModelLocation;
import dev.reverseetl.postgres.Identifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a manifest twice: what its nodes are told apart by, then the nodes that are wanted. */
final class ManifestReader {
    /** A text that is read as something else altogether shall not fill the screen. */
    private static final int MOST_PROBLEMS = 100;

    private final Path file;
    private final DbtSelection selection;
    private final NodeIdentifier identifier;
    private final List<String> problems;
    private final TreeSet<Integer> matched = new TreeSet<>();

    ManifestReader(Path file, DbtSelection selection, NodeIdentifier identifier, List<String> problems) {
        this.file = file;
        this.selection = selection;
        this.identifier = identifier;
        this.problems = problems;
    }

    /** A model, and the package that it is of. */
    private record Found(String packageName, LocatedModel located) {
        String name() {
            return located.model().name();
        }

        /** The same with the package's name before its own. */
        LocatedModel qualified() {
            Model model = located.model();
            List<String> columns =
                    model.identifierColumns().stream().map(Identifier::value).toList();
            return new LocatedModel(
                    ManifestReader.model(packageName + "." + model.name(), model.query(), columns),
                    located.description(),
                    located.location(),
                    located.rebuild());
        }
    }

    private interface Reading<T> {
        T read(JsonWalk json) throws IOException;
    }

    /** Returns the models, and adds what keeps others from being one to the problems. */
    List<LocatedModel> read() {
        return whole(json -> ManifestIndex.read(json, selection)).stream()
                .flatMap(index -> whole(json -> models(json, index)).stream())
                .flatMap(List::stream)
                .toList();
    }

    private <T> Optional<T> whole(Reading<T> reading) {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonWalk json = JsonWalk.of(in)) {
            return Optional.of(reading.read(json));
        } catch (NoSuchFileException e) {
            problems.add("it doesn't exist; dbt writes it into the directory target of a project");
        } catch (JsonProcessingException e) {
            problems.add(JsonWalk.problem(e));
        } catch (IOException e) {
            problems.add(VisibleText.of("it can't be read: " + e));
        } catch (IllegalArgumentException e) {
            problems.add(VisibleText.of(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private List<LocatedModel> models(JsonWalk json, ManifestIndex index) throws IOException {
        List<Found> models = new ArrayList<>();
        json.members(section -> {
            if (section.equals("nodes")) {
                json.members(id -> {
                    ManifestNode node = ManifestNode.read(id, json);
                    if (node.isReadable() && isWanted(node, index)) {
                        add(node, index, models);
                    }
                });
            }
        });
        addUnmatched();
        return named(models);
    }

    private boolean isWanted(ManifestNode node, ManifestIndex index) {
        List<Integer> matching = selection.matches(node.facts(), index.exposed());
        matched.addAll(matching);
        return !matching.isEmpty();
    }

    private void add(ManifestNode node, ManifestIndex index, List<Found> models) {
        try {
            List<String> columns = identifier.of(node, index.tests(node.uniqueId));
            LocatedModel located = new LocatedModel(
                    model(node.name(), query(node), columns),
                    node.text("description"),
                    new ModelLocation(node.file().isEmpty() ? file.toString() : node.file(), 1, false),
                    node.isEphemeral() ? Optional.empty() : DbtRelation.of(node).rebuild(node));
            models.add(new Found(node.text("package_name").orElse(""), located));
        } catch (IllegalArgumentException e) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(VisibleText.of(node.uniqueId + ": " + e.getMessage()));
            }
        }
    }

    private static String query(ManifestNode node) {
        if (node.isEphemeral()) {
            return node.text("compiled_code")
                    .orElseThrow(() -> new IllegalArgumentException(
                            "it is ephemeral, and the manifest doesn't have its compiled code: run dbt compile"));
        }
        return DbtRelation.of(node).query();
    }

    private void addUnmatched() {
        IntStream.range(0, selection.alternatives().size())
                .filter(place -> !matched.contains(place))
                .forEach(place ->
                        problems.add("no model fits the selection \"" + VisibleText.of(selection.text(place)) + "\""));
        if (selection.alternatives().isEmpty() && matched.isEmpty()) {
            problems.add("it has no models");
        }
    }

    private static Model model(String name, String query, List<String> columns) {
        return Model.of(name, query, columns.get(0), columns.stream().skip(1).toArray(String[]::new));
    }

    /** Names are those of dbt; in several packages there may be one name. */
    private static List<LocatedModel> named(List<Found> models) {
        Map<String, Long> counts = models.stream().collect(Collectors.groupingBy(Found::name, Collectors.counting()));
        return models.stream()
                .map(found -> counts.getOrDefault(found.name(), 0L) > 1 ? found.qualified() : found.located())
                .sorted(Comparator.comparing(located -> located.model().name()))
                .toList();
    }
}
