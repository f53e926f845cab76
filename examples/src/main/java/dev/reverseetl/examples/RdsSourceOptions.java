package dev.reverseetl.examples;

import dev.reverseetl.model.Model;
import dev.reverseetl.segment.SegmentRegion;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the source is to be: a role, its models, and the Segment workspace that they are for. */
final class RdsSourceOptions {
    private static final Pattern ENDPOINT = Pattern.compile("([^:]+)(?::(\\d{1,5}))?");

    @Option(
            names = "--role",
            paramLabel = "NAME",
            defaultValue = "segment",
            description = "The exact name of the role that Segment logs in as. Default: ${DEFAULT-VALUE}.")
    private String role = "";

    @Option(
            names = {"--model-dir", "--models"},
            paramLabel = "DIR",
            description = "A directory of models, as for audit-gate.")
    private @Nullable Path modelDirectory;

    @Option(names = "--model", paramLabel = "FILE", description = "A model, as for audit-gate. May be repeated.")
    private List<Path> modelFiles = List.of();

    @Option(
            names = "--segment-region",
            paramLabel = "REGION",
            defaultValue = "US",
            description = "The region of the Segment workspace: US or EU. Default: ${DEFAULT-VALUE}.")
    private String segmentRegion = "";

    @Option(
            names = "--allow-from",
            paramLabel = "CIDR",
            description = "An address range to let in, instead of those of the region. May be repeated.")
    private List<String> ranges = List.of();

    @Option(
            names = "--segment-endpoint",
            paramLabel = "HOST[:PORT]",
            description = "Where Segment is to connect, if not where the administrator does.")
    private @Nullable String segmentEndpoint;

    String role() {
        return role;
    }

    /** Says what is wrong with each of them. */
    void check(OptionProblems problems) {
        ReverseEtlSourceSetupBuilder draft = ReverseEtlSourceSetup.builder();
        problems.check("--role", () -> draft.role(role));
        problems.check("--segment-region", this::region);
        if (!ranges.isEmpty()) {
            problems.check("--allow-from", () -> draft.allowFrom(ranges.toArray(String[]::new)));
        }
        problems.check("--segment-endpoint", () -> addEndpoint(draft));
        modelFiles.forEach(file -> problems.check("--model", () -> model(file)));
    }

    /** Adds them to a builder, models apart. */
    ReverseEtlSourceSetupBuilder addTo(ReverseEtlSourceSetupBuilder builder) {
        addEndpoint(builder.role(role).segmentRegion(region()));
        return ranges.isEmpty() ? builder : builder.allowFrom(ranges.toArray(String[]::new));
    }

    /** Reads the models: those of the directory, which says itself what is wrong with them, and the others. */
    List<Model> models() {
        Stream<Model> directory = modelDirectory == null ? Stream.of() : ModelDirectory.read(modelDirectory).stream();
        return Stream.concat(directory, modelFiles.stream().map(RdsSourceOptions::model))
                .toList();
    }

    private void addEndpoint(ReverseEtlSourceSetupBuilder builder) {
        if (segmentEndpoint == null) {
            return;
        }
        Matcher value = ENDPOINT.matcher(segmentEndpoint);
        if (!value.matches()) {
            throw new IllegalArgumentException("\"" + segmentEndpoint + "\" is no HOST or HOST:PORT");
        }
        String port = value.group(2);
        builder.segmentEndpoint(value.group(1), port == null ? 5432 : Integer.parseInt(port));
    }

    private SegmentRegion region() {
        try {
            return SegmentRegion.valueOf(segmentRegion.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + segmentRegion + "\" is neither US nor EU", e);
        }
    }

    private static Model model(Path file) {
        ModelFile model = new ModelFile(file);
        if (!model.isModel()) {
            throw new IllegalArgumentException("\"" + file + "\" isn't named after a model, with .sql at the end");
        }
        try {
            return model.read();
        } catch (IOException e) {
            throw new IllegalArgumentException("\"" + file + "\" can't be read: " + e, e);
        }
    }
}
