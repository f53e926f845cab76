package dev.reverseetl.setup;

import dev.reverseetl.testing.Login;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One of several set-ups that plan and apply at once. */
record SetupRun(Login admin, String role, String managedSchema) {
    ReverseEtlSourceSetup setup() {
        return SetupProgram.setup(Setups.settings(admin), role, managedSchema);
    }

    /** Runs each in a JVM of its own, and returns what {@link SetupProgram#outcome} says of each. */
    static List<String> inJvms(List<SetupRun> runs) throws IOException {
        List<SetupJvm> jvms = new ArrayList<>();
        try {
            for (SetupRun run : runs) {
                jvms.add(SetupJvm.start(run));
            }
            for (SetupJvm jvm : jvms) {
                jvm.awaitReady();
            }
            for (SetupJvm jvm : jvms) {
                jvm.go();
            }
            List<String> outcomes = new ArrayList<>();
            for (SetupJvm jvm : jvms) {
                outcomes.add(jvm.awaitOutcome());
            }
            return outcomes;
        } finally {
            jvms.forEach(SetupJvm::close);
        }
    }

    /** The same in threads of this JVM. */
    static List<String> inThreads(List<SetupRun> runs) throws Exception {
        CyclicBarrier start = new CyclicBarrier(runs.size());
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<String>> running = new ArrayList<>();
            for (SetupRun run : runs) {
                ReverseEtlSourceSetup setup = run.setup();
                running.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return SetupProgram.outcome(setup.apply(setup.plan()));
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> run : running) {
                outcomes.add(run.get(2, TimeUnit.MINUTES));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
