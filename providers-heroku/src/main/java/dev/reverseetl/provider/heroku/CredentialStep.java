package dev.reverseetl.provider.heroku;

import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStepBuilder;

/** The step that creates the credential. */
final class CredentialStep {
    static final String CODE = "CREATE_CREDENTIAL";
    static final String CREDENTIAL = "credential";

    private CredentialStep() {}

    static ExternalStepBuilder of(String name, HerokuCommands commands) {
        return ExternalStep.of(CODE, ExternalStep.Order.BEFORE_SQL)
                .what("Create the credential \"" + name + "\" of " + commands.database())
                .why("On Heroku nobody can create roles by SQL: Heroku makes the role that Segment logs in as, and"
                        + " chooses its password.")
                .call(commands.create(name))
                .undoCall(commands.destroy(name))
                .parameter(CREDENTIAL, name)
                .makesRole();
    }
}
