package dev.reverseetl.setup;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs in a {@link SetupJvm}: says that it is ready, waits for a line, plans and applies, and tells the outcome.
 */
final class SetupProgram {
    static final String READY = "ready";
    static final String DONE = "done ";

    private SetupProgram() {}

    /** The arguments: the administrator's host, port, database, user and password; the role and the managed schema. */
    public static void main(String[] arguments) throws IOException {
        ConnectionSettings admin = ConnectionSettings.builder()
                .host(arguments[0])
                .port(Integer.parseInt(arguments[1]))
                .database(arguments[2])
                .user(arguments[3])
                .password(Secret.of(arguments[4]))
                .build();
        ReverseEtlSourceSetup setup = setup(admin, arguments[5], arguments[6]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(READY);
        if (input.readLine() == null) {
            return; // the test is over
        }
        try {
            SetupResult result = setup.apply(setup.plan());
            System.out.println(DONE + outcome(result));
        } catch (ReverseEtlException e) {
            System.out.println("failed " + e.code() + " " + e.getMessage());
        }
    }

    static ReverseEtlSourceSetup setup(ConnectionSettings admin, String role, String managedSchema) {
        return Setups.builder(admin)
                .role(role)
                .managedSchema(managedSchema)
                .grantRead(ReadScope.schema("app").includingFutureTables())
                .build();
    }

    /** The proof and the codes of the steps that were run. */
    static String outcome(SetupResult result) {
        return Stream.concat(
                        Stream.of(result.proof().name()),
                        result.steps().stream().map(PlanStep::code))
                .collect(Collectors.joining(" "));
    }
}
