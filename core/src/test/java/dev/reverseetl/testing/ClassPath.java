package dev.reverseetl.testing;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class path for a JVM of its own. The tests may run on the module path, where the system property java.class.path
 * says nothing.
 */
public final class ClassPath {
    private ClassPath() {}

    /** Returns where these classes are, and all others beside them. */
    public static String of(Class<?>... types) {
        return Stream.of(types).map(ClassPath::location).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    /** By the class file and not by the code source, which is the module's own for a class that was patched into it. */
    private static String location(Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        URL url = Objects.requireNonNull(type.getResource(file));
        String text = url.toString().replaceFirst("^jar:", "");
        String root = text.substring(0, text.length() - file.length());
        return Path.of(URI.create(root.replaceFirst("!$", ""))).toString();
    }
}
