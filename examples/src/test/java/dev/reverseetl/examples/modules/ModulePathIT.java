package dev.reverseetl.examples.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reverseetl.examples.house.HouseProvider;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.testing.PostgresServer;
import dev.reverseetl.testing.PostgresServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins are found among the built jars, as modules and on the class path, broken and doubled ones among them. */
class ModulePathIT {
    private static final Path ROOT = Path.of("..");
    private static final Path TARGET = Path.of("providers-rds", "target", "runtime-class-path.txt");
    private static final String JAR = "reverse-etl-(core|provider-\\w+)-[0-9.]+(-SNAPSHOT)?\\.jar";

    @TempDir
    private static Path directory;

    private static String built = "";
    private static PluginModule house = new PluginModule("", directory);
    private static PluginModule twin = new PluginModule("", directory);
    private static PluginModule broken = new PluginModule("", directory);

    @BeforeAll
    static void compile() throws IOException {
        List<String> jars = new ArrayList<>(
                Stream.of(Files.readString(ROOT.resolve(TARGET)).strip().split(File.pathSeparator))
                        .filter(entry -> !entry.contains("reverse-etl-core"))
                        .toList());
        for (String module : List.of("core", "providers-heroku", "providers-rds")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
                files.filter(file -> file.getFileName().toString().matches(JAR))
                        .forEach(file -> jars.add(file.toString()));
            }
        }
        built = String.join(File.pathSeparator, jars);
        house = PluginModule.of(directory, "house", HouseProvider.class, FoundProviders.class, built);
        twin = PluginModule.compile(directory, "twin", "house", "", built);
        broken = PluginModule.compile(
                directory,
                "broken",
                "broken",
                "public Plugin() { throw new IllegalStateException(\"hunter2\"); }",
                built);
    }

    @Test
    void findsThemAsModules() throws Exception {
        assertThat(onModulePath("absent", house))
                .contains(publishedIds())
                .contains("a module: true", "\"house\" (" + name() + ")");
    }

    @Test
    void findsThemOnTheClassPath() throws Exception {
        assertThat(onClassPath("absent", house))
                .contains(publishedIds())
                .contains("a module: false", "\"house\" (" + name() + ")");
    }

    @Test
    void namesBrokenAndDoubledOnes() throws Exception {
        for (String answer : List.of(onModulePath("absent", house, broken), onClassPath("absent", house, broken))) {
            assertThat(answer)
                    .contains("\"house\" (" + name() + ")", "broken: broken.Plugin: java.lang.IllegalStateException")
                    .doesNotContain("hunter2");
        }
        for (String answer : List.of(onModulePath("house", house, twin), onClassPath("house", house, twin))) {
            assertThat(answer).contains("Two plug-ins have the id \"house\"", name(), "twin.Plugin");
        }
    }

    private static String onModulePath(String id, PluginModule... plugins) throws Exception {
        return run("--module-path", path(plugins), "--module", "house/" + FoundProviders.class.getName(), id);
    }

    private static String onClassPath(String id, PluginModule... plugins) throws Exception {
        return run("--class-path", path(plugins), FoundProviders.class.getName(), id);
    }

    private static String path(PluginModule... plugins) {
        return built
                + File.pathSeparator
                + Stream.of(plugins)
                        .map(plugin -> plugin.directory().toString())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private static String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        PostgresServer server = PostgresServers.newest();
        Path err = directory.resolve("err");
        ProcessBuilder program = new ProcessBuilder(command).redirectError(err.toFile());
        program.environment()
                .putAll(Map.of(
                        "PGHOST", server.host(),
                        "PGPORT", Integer.toString(server.port()),
                        "PGUSER", PostgresServer.SUPERUSER,
                        "PGPASSWORD", server.superuserPassword()));
        Process process = program.start();
        String out = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor()).as("%s", Files.readString(err)).isZero();
        return out;
    }

    private static String name() {
        return HouseProvider.class.getName();
    }

    /** The ids of the providers that this project publishes, as the modules announce them. */
    private static String[] publishedIds() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String module : List.of("providers-heroku", "providers-rds")) {
            Path services = ROOT.resolve(module)
                    .resolve("src/main/resources/META-INF/services")
                    .resolve(PostgresProvider.class.getName());
            if (Files.exists(services)) {
                ids.add("\"" + module.substring("providers-".length()) + "\" ("
                        + Files.readString(services).strip() + ")");
            }
        }
        assertThat(ids).isNotEmpty();
        return ids.toArray(String[]::new);
    }
}
