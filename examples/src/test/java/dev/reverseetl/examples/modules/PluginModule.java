package dev.reverseetl.examples.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.spi.PostgresProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A plug-in with its module declaration and its file for the class path, in a directory.
 *
 * @param name the module
 * @param directory what is to be on the module path or the class path
 */
record PluginModule(String name, Path directory) {
    private static final String SERVICE = PostgresProvider.class.getName();

    /** Compiles a plug-in that differs from the least one by these members. */
    static PluginModule compile(Path parent, String name, String id, String members, String modulePath)
            throws IOException {
        Path directory = Files.createDirectories(parent.resolve(name));
        Path source = Files.writeString(directory.resolve("Plugin.java"), """
                package %s;
                import dev.reverseetl.spi.*;
                public final class Plugin implements PostgresProvider {
                    %s
                    public String id() { return "%s"; }
                    public Detection detect(ServerFacts facts) { return Detection.no("a test's"); }
                }
                """.formatted(name, members, id));
        return declare(new PluginModule(name, directory), name + ".Plugin", "", List.of(source), modulePath);
    }

    /** Makes a module of classes that are compiled already, those of a package. */
    static PluginModule of(
            Path parent, String name, Class<? extends PostgresProvider> plugin, Class<?> main, String path)
            throws IOException {
        Path directory = Files.createDirectories(parent.resolve(name));
        copyPackage(plugin, directory);
        copyPackage(main, directory);
        String open = "exports " + main.getPackageName() + ";";
        return declare(new PluginModule(name, directory), plugin.getName(), open, List.of(), path);
    }

    private static PluginModule declare(
            PluginModule module, String plugin, String more, List<Path> sources, String modulePath) throws IOException {
        Path directory = module.directory();
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(SERVICE), plugin + "\n");
        Path declaration = Files.writeString(
                directory.resolve("module-info.java"), """
                module %s {
                    requires dev.reverseetl.core;
                    %s
                    provides %s with %s;
                }
                """.formatted(module.name(), more, SERVICE, plugin));
        List<String> options =
                List.of("--release", "17", "--module-path", modulePath, "-d", directory.toString(), "-proc:none");
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(messages, true),
                        new PrintWriter(messages, true),
                        Stream.of(options.stream(), sources.stream().map(Path::toString), Stream.of("" + declaration))
                                .flatMap(each -> each)
                                .toArray(String[]::new));
        assertThat(status).as("%s", messages).isZero();
        return module;
    }

    private static void copyPackage(Class<?> one, Path directory) throws IOException {
        String folder = one.getPackageName().replace('.', '/');
        Path target = Files.createDirectories(directory.resolve(folder));
        for (String name : classesBeside(one)) {
            try (InputStream content = one.getResourceAsStream(name)) {
                Files.copy(content, target.resolve(name));
            }
        }
    }

    /** The names of the classes of a package, which the build has in a directory too. */
    private static List<String> classesBeside(Class<?> one) throws IOException {
        String folder = one.getPackageName().replace('.', '/');
        for (String classes : List.of("target/classes", "target/test-classes")) {
            Path directory = Path.of(classes, folder);
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    return files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                            .filter(name -> !name.contains("IT"))
                            .toList();
                }
            }
        }
        throw new IOException("No classes of " + folder);
    }
}
