package dev.reverseetl.internal.provider;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.spi.PostgresProvider;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The providers that can be chosen.
 *
 * @param providers those that work, in the order in which they were found
 * @param broken those that don't: their class, as far as it is known, and why
 */
public record Candidates(List<PostgresProvider> providers, List<String> broken) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Copies the lists. */
    public Candidates {
        providers = List.copyOf(providers);
        broken = List.copyOf(broken);
    }

    /** Creates all that {@code ServiceLoader} finds. */
    static Candidates load() {
        Map<Class<?>, PostgresProvider> found = new LinkedHashMap<>();
        Set<String> broken = new LinkedHashSet<>();
        for (ClassLoader loader : PluginLoader.classLoaders()) {
            PluginLoader.load(loader, found, broken);
        }
        found.values().removeIf(provider -> isBroken(provider, broken));
        return new Candidates(List.copyOf(found.values()), List.copyOf(broken));
    }

    private static boolean isBroken(PostgresProvider provider, Set<String> broken) {
        String name = provider.getClass().getName();
        try {
            String id = provider.id();
            if (ID.matcher(id).matches() && !id.equals(ProviderSelection.GENERIC)) {
                return false;
            }
            broken.add(name + ": its id \"" + id
                    + "\" is not lower-case letters, digits and hyphens, at most 40, or is reserved");
        } catch (RuntimeException | LinkageError e) {
            broken.add(name + ": id() threw " + e.getClass().getName());
        }
        return true;
    }

    /** Returns the one with an id. */
    Candidates only(String id) {
        List<PostgresProvider> named =
                providers.stream().filter(provider -> provider.id().equals(id)).toList();
        if (named.size() == 1) {
            return new Candidates(named, List.of());
        }
        if (named.isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.PROVIDER_NOT_FOUND,
                    "There is no provider \"" + id + "\" on the class path or module path. " + tried(),
                    "Add its artifact, such as dev.reverseetl:reverse-etl-provider-" + id
                            + ", or hand in an instance with provider(PostgresProvider).");
        }
        throw ambiguous("Two plug-ins have the id \"" + id + "\"", named);
    }

    /** Says what was found, for an error or a finding. */
    String tried() {
        String found = providers.isEmpty()
                ? "No plug-in was found"
                : "Found: "
                        + providers.stream()
                                .map(provider -> "\"" + provider.id() + "\" ("
                                        + provider.getClass().getName() + ")")
                                .collect(Collectors.joining(", "));
        return found + (broken.isEmpty() ? "." : "; broken: " + String.join("; ", broken) + ".");
    }

    static ReverseEtlException ambiguous(String what, List<PostgresProvider> providers) {
        return new ReverseEtlException(
                ErrorCode.PROVIDER_AMBIGUOUS,
                what + ": "
                        + providers.stream()
                                .map(provider -> provider.getClass().getName())
                                .collect(Collectors.joining(" and "))
                        + ". Nothing was changed.",
                "Remove one of their artifacts, or choose with provider(String) or provider(PostgresProvider).");
    }
}
