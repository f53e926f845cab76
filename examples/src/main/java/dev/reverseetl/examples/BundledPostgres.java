package dev.reverseetl.examples;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one PostgreSQL that the jar holds. The build bundles that of its own platform; Windows on ARM runs the
 * x86-64 one.
 *
 * @param osName as the system property {@code os.name}
 * @param osArch as the system property {@code os.arch}
 */
record BundledPostgres(String osName, String osArch) implements PgBinaryResolver {
    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-arm_64", "darwin-x86_64", "darwin-arm_64", "windows-x86_64");

    static BundledPostgres ofThisMachine() {
        return new BundledPostgres(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** The arguments are what the caller made of the same properties; it doesn't know of Windows on ARM. */
    @Override
    public InputStream getPgBinary(String system, String machineHardware) {
        String wanted = platform();
        InputStream binary = open(wanted);
        if (binary == null) {
            throw new ProgramFailure(
                    "This jar holds no PostgreSQL for " + osName + " on " + osArch + " (" + wanted + "), but for "
                            + bundled() + ".",
                    "Build it on the machine that it is to run on: mvn -DskipTests package.");
        }
        return binary;
    }

    String platform() {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows")
                ? "windows"
                : os.startsWith("mac") || os.startsWith("darwin") ? "darwin" : os.startsWith("linux") ? "linux" : "";
        String hardware = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> system.equals("windows") ? "x86_64" : "arm_64";
            default -> "";
        };
        if (system.isEmpty() || hardware.isEmpty()) {
            throw new ProgramFailure(
                    "There is no bundled PostgreSQL for " + osName + " on " + osArch + ".",
                    "Run it on Linux, macOS or Windows, on x86-64 or ARM64.");
        }
        return system + "-" + hardware;
    }

    private static String bundled() {
        List<String> found = PLATFORMS.stream()
                .filter(platform -> BundledPostgres.class.getResource(resource(platform)) != null)
                .toList();
        return found.isEmpty() ? "no other platform either" : String.join(", ", found);
    }

    private static @Nullable InputStream open(String platform) {
        return BundledPostgres.class.getResourceAsStream(resource(platform));
    }

    private static String resource(String platform) {
        return "/postgres-" + platform + ".txz";
    }
}
