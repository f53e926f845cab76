package dev.reverseetl.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A class loader as a host application has it: with plug-ins on its class path, announced in a file. While it is open
 * it is the thread's.
 */
public final class PluginClasses extends URLClassLoader {
    private static final String PACKAGE = "dev.reverseetl.plugins.";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private PluginClasses(Path directory) throws IOException {
        super(new URL[] {directory.toUri().toURL()}, PluginClasses.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(this);
    }

    /** Opens one with the plug-ins of these simple names, which need not exist. */
    public static PluginClasses open(Path directory, String... names) {
        try {
            Path services = Files.createDirectories(directory.resolve("META-INF/services"));
            StringBuilder lines = new StringBuilder();
            for (String name : names) {
                lines.append(PACKAGE).append(name).append('\n');
            }
            Files.writeString(services.resolve("dev.reverseetl.spi.PostgresProvider"), lines);
            return new PluginClasses(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || !name.startsWith(PACKAGE)) {
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
        try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = bytes.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        super.close();
    }
}
