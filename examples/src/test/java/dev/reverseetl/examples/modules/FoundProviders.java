package dev.reverseetl.examples.modules;

import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.setup.ReverseEtlSourceSetup;

/** Plans with the provider that is named first, and says why there is none. For a JVM of its own. */
public final class FoundProviders {
    private FoundProviders() {}

    /** Takes the provider's id; where to connect, libpq's environment variables say. */
    public static void main(String[] arguments) {
        System.out.println("The library is a module: "
                + ReverseEtlSourceSetup.class.getModule().isNamed());
        try {
            ReverseEtlSourceSetup.builder()
                    .admin(ConnectionSettings.fromEnvironment(System.getenv()))
                    .segmentEndpoint("db.example.com", 5432)
                    .provider(arguments[0])
                    .build()
                    .plan();
        } catch (ReverseEtlException e) {
            System.out.println(e.getMessage());
        }
    }
}
