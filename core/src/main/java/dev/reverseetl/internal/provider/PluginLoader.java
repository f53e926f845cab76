package dev.reverseetl.internal.provider;

import dev.reverseetl.spi.PostgresProvider;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Creates the plug-ins that a class loader knows. A broken one is noted, and keeps none of the others away. */
final class PluginLoader {
    /** A loader that fails again and again must not be asked for ever. */
    private static final int MOST_FAILURES = 100;

    private PluginLoader() {}

    /** The host's, where it sets one for its threads, and the one that this library comes from. */
    static Set<ClassLoader> classLoaders() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
        Optional.ofNullable(PluginLoader.class.getClassLoader()).ifPresent(loaders::add);
        return loaders;
    }

    static void load(ClassLoader loader, Map<Class<?>, PostgresProvider> found, Set<String> broken) {
        Iterator<ServiceLoader.Provider<PostgresProvider>> plugins =
                ServiceLoader.load(PostgresProvider.class, loader).stream().iterator();
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                if (!plugins.hasNext()) {
                    return;
                }
                create(plugins.next(), found, broken);
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                broken.add(reason(e));
            }
        }
    }

    private static void create(
            ServiceLoader.Provider<PostgresProvider> plugin,
            Map<Class<?>, PostgresProvider> found,
            Set<String> broken) {
        if (found.containsKey(plugin.type())) {
            return;
        }
        try {
            found.put(plugin.type(), plugin.get());
        } catch (ServiceConfigurationError | LinkageError e) {
            broken.add(plugin.type().getName() + ": " + reason(e));
        }
    }

    /** What a constructor threw may hold anything, so of that only the class is told. */
    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : cause.getClass().getName();
    }
}
