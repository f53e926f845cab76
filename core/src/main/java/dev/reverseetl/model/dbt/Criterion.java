package dev.reverseetl.model.dbt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One criterion of a selection, in dbt's syntax: {@code METHOD:VALUE}, or a name or path alone.
 *
 * @param text as it was written
 * @param exposure the exposures that it asks for, if it is of that method
 * @param test whether a node fits; that of an exposure is asked elsewhere
 */
record Criterion(String text, Optional<Wildcards> exposure, Predicate<NodeFacts> test) {
    private static final Pattern METHOD = Pattern.compile("([a-z_]+(?:\\.[^:]*)?):(.*)", Pattern.DOTALL);
    private static final String KNOWN =
            "a name, a path, tag:, path:, config.NAME:, config.meta.NAME:, exposure:, package:, resource_type: or fqn:";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it has an operator of dbt's graph, or a method that isn't known
     */
    static Criterion of(String text) {
        if (text.startsWith("+") || text.endsWith("+") || text.startsWith("@") || text.matches("\\d+\\+.*|.*\\+\\d+")) {
            throw new IllegalArgumentException("The selection \"" + text
                    + "\" has one of dbt's graph operators, which are not supported: name the models themselves");
        }
        Matcher method = METHOD.matcher(text);
        String value = method.matches() ? method.group(2) : text;
        if (value.isBlank()) {
            throw new IllegalArgumentException("The selection \"" + text + "\" is empty");
        }
        Wildcards wanted = new Wildcards(value);
        if (!method.matches()) {
            boolean path = value.contains("/") || value.endsWith(".sql") || value.endsWith(".csv");
            return of(text, path ? byPath(value) : byName(value));
        }
        String name = method.group(1);
        if (name.startsWith("config.")) {
            return of(text, byConfig(name.substring("config.".length()), wanted));
        }
        return switch (name) {
            case "tag" -> of(text, node -> node.tags().stream().anyMatch(wanted::matches));
            case "path" -> of(text, byPath(value));
            case "fqn" -> of(text, byName(value));
            case "package" -> of(text, node -> wanted.matches(node.packageName()));
            case "resource_type" -> of(text, node -> wanted.matches(node.resourceType()));
            case "exposure" -> new Criterion(text, Optional.of(wanted), node -> false);
            default ->
                throw new IllegalArgumentException("The selection \"" + text + "\" has the method \"" + name
                        + "\": only " + KNOWN + " can be used");
        };
    }

    private static Criterion of(String text, Predicate<NodeFacts> test) {
        return new Criterion(text, Optional.empty(), test);
    }

    /**
     * Tells whether a node fits.
     *
     * @param node the node
     * @param exposed for the texts of criteria about exposures: what these exposures stand on
     */
    boolean matches(NodeFacts node, Map<String, Set<String>> exposed) {
        return exposure.isPresent() ? exposed.getOrDefault(text, Set.of()).contains(node.uniqueId()) : test.test(node);
    }

    private static Predicate<NodeFacts> byPath(String value) {
        String path = value.replace('\\', '/').replaceFirst("^\\./", "").replaceFirst("/+$", "");
        Wildcards wanted = new Wildcards(path);
        return node -> wanted.matches(node.file()) || node.file().startsWith(path + "/");
    }

    /** The name itself, or the beginning of the way to it, with or without the package. */
    private static Predicate<NodeFacts> byName(String value) {
        Wildcards name = new Wildcards(value);
        List<Wildcards> parts =
                Pattern.compile("\\.").splitAsStream(value).map(Wildcards::new).toList();
        return node -> name.matches(node.name())
                || begins(node.fqn(), parts)
                || begins(
                        node.fqn()
                                .subList(
                                        Math.min(1, node.fqn().size()),
                                        node.fqn().size()),
                        parts);
    }

    private static boolean begins(List<String> fqn, List<Wildcards> parts) {
        if (fqn.size() < parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).matches(fqn.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Truth values are written True in Python and true in JSON. */
    private static Predicate<NodeFacts> byConfig(String name, Wildcards wanted) {
        return node -> node.config().getOrDefault(name, List.of()).stream()
                .anyMatch(value -> wanted.matches(value)
                        || (value.equals("true") && wanted.matches("True"))
                        || (value.equals("false") && wanted.matches("False")));
    }
}
