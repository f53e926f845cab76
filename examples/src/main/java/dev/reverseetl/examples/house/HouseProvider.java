package dev.reverseetl.examples.house;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Servers that a house runs itself: their {@code cluster_name} begins with {@code house-}, and {@code pg_hba.conf} says
 * who gets in. Adds a line for each of Segment's ranges to that file, and has the server read it. Run on the machine of
 * the server; elsewhere it only says what is missing. Thread-safe.
 */
public final class HouseProvider implements PostgresProvider {
    private static final String CODE = "ADD_HBA_LINE";

    /** Creates the provider, for {@code ServiceLoader}: it does nothing yet. */
    public HouseProvider() {}

    @Override
    public String id() {
        return "house";
    }

    // readme
    @Override // asks so that nobody gets an error: who may not see a file's name gets NULL
    public List<Probe> probes(SetupTarget target) {
        return List.of(
                Probe.of("cluster", "current_setting('cluster_name', true)"),
                Probe.of("hba_file", "(SELECT setting FROM pg_settings WHERE name = 'hba_file')"),
                Probe.of("data_directory", "(SELECT setting FROM pg_settings WHERE name = 'data_directory')"),
                Probe.of("port", "current_setting('port')"),
                Probe.of("started", "floor(extract(epoch FROM pg_postmaster_start_time()))::bigint"));
    }

    @Override
    public Detection detect(ServerFacts facts) {
        String cluster = facts.answer("cluster").orElse("");
        return cluster.startsWith("house-")
                ? new Detection(Detection.Certainty.CERTAIN, List.of("cluster_name is \"" + cluster + "\""))
                : Detection.no("cluster_name doesn't begin with \"house-\"");
    }
    // end

    @Override
    public ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
        ServerFacts facts = request.facts();
        List<HbaLine> wanted = new ArrayList<>();
        for (String range : request.allowedRanges()) {
            HbaLine line = new HbaLine(facts.database(), request.target().role(), range);
            if (!line.isPlain()) {
                return unchecked("the names would need quoting", line.text());
            }
            wanted.add(line);
        }
        Optional<Path> file = facts.answer("hba_file").map(Path::of);
        Optional<Postmaster> server = facts.answer("data_directory")
                .flatMap(directory -> Postmaster.at(Path.of(directory)))
                .filter(found -> found.is(facts));
        if (file.isEmpty() || server.isEmpty()) {
            return unchecked(
                    "the server isn't on this machine, or the administrator may not see where its files are",
                    String.join("; ", wanted.stream().map(HbaLine::text).toList()));
        }
        try {
            HbaFile hba = new HbaFile(file.get());
            List<ExternalStep> steps = new ArrayList<>();
            for (HbaLine line : wanted) {
                if (!hba.has(line)) {
                    steps.add(step(line, hba, server.get()));
                }
            }
            return new ProviderAdvice(List.of(), steps);
        } catch (IOException e) {
            throw failed("read", file.get(), e);
        }
    }

    // readme
    @Override
    public StepOutcome perform(ExternalStep step, ProviderContext context) {
        Path file = Path.of(step.parameter("file"));
        try {
            boolean ours = new HbaFile(file).add(HbaLine.of(step), context.runId());
            reload(step);
            return ours ? StepOutcome.made(Map.of()) : StepOutcome.alreadyThere();
        } catch (IOException e) {
            throw failed("change", file, e);
        }
    }

    @Override // the run's id is in the line itself: found again even if the process died while it wrote
    public UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
        Path file = Path.of(step.parameter("file"));
        try {
            boolean removed = new HbaFile(file).remove(HbaLine.of(step), context.runId());
            reload(step);
            return removed ? UndoOutcome.done() : UndoOutcome.notThere();
        } catch (IOException e) {
            throw failed("change", file, e);
        }
    }
    // end

    private static ExternalStep step(HbaLine line, HbaFile hba, Postmaster server) {
        String reload = "pg_ctl reload -D " + server.dataDirectory();
        var step = ExternalStep.of(CODE, ExternalStep.Order.AFTER_SQL)
                .what("Let " + line.range() + " in, by a line in " + hba.path())
                .why("Segment connects from these addresses.")
                .call("sed -i '1i " + line.text() + "' " + hba.path() + " && " + reload)
                .undoCall("sed -i '/^" + line.text().replace("/", "\\/") + "/d' " + hba.path() + " && " + reload)
                .parameter("file", hba.path().toString())
                .parameter("data-directory", server.dataDirectory().toString());
        line.parameters().forEach(step::parameter);
        if (!hba.isWritable()) {
            step.byHand("the system user who runs PostgreSQL", "This user may not write the file.");
        }
        return step.build();
    }

    private static void reload(ExternalStep step) throws IOException {
        Optional<Postmaster> server = Postmaster.at(Path.of(step.parameter("data-directory")));
        if (server.isPresent()) { // one that doesn't run reads the file when it starts
            server.get().reload();
        }
    }

    private static ProviderAdvice unchecked(String why, String lines) {
        Finding finding = new Finding(
                "HOUSE_HBA_UNCHECKED",
                Severity.WARNING,
                "Whether pg_hba.conf lets Segment in could not be found out: " + why + ".",
                "See to it that these lines are there, or others that let the role in: " + lines);
        return new ProviderAdvice(List.of(finding), List.of());
    }

    private static ReverseEtlException failed(String verb, Path file, IOException cause) {
        return new ReverseEtlException(
                ErrorCode.PROVIDER_FAILED,
                "Could not " + verb + " the file \"" + file + "\": " + cause + ".",
                "Run it as the system user who runs PostgreSQL.",
                cause);
    }
}
