package dev.reverseetl.setup;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStep.Order;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import dev.reverseetl.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider whose servers let nobody create roles by SQL: it makes the role itself, and chooses its password. */
final class RoleMaker implements PostgresProvider {
    private final TestDatabase database;
    /** Who becomes a member of the role with ADMIN, as some providers have it. */
    private final Optional<String> member;

    /** What happens to a call, before and after its effect. */
    Consumer<String> fault = moment -> {};
    /** The role's password, while there is a role. */
    @Nullable
    String password;

    boolean adminMayBeRole;
    /** Says that it has made the role, and has not. */
    boolean lying;

    private int passwords;

    RoleMaker(TestDatabase database, Optional<String> member) {
        this.database = database;
        this.member = member;
    }

    @Override
    public String id() {
        return "role-maker";
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return new Detection(Detection.Certainty.CERTAIN, List.of("it is asked for nothing else"));
    }

    @Override
    public ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
        Identifier role = request.target().role();
        List<ExternalStep> steps = request.roleExists()
                ? List.of()
                : List.of(ExternalStep.of("MAKE_ROLE", Order.BEFORE_SQL)
                        .what("Have the provider make the role")
                        .why("Nobody can create roles by SQL here.")
                        .call("provider make " + role.value())
                        .undoCall("provider destroy " + role.value())
                        .parameter("role", role.value())
                        .makesRole()
                        .build());
        return new ProviderAdvice(
                List.of(), steps, Optional.ofNullable(password).map(Secret::of), adminMayBeRole);
    }

    @Override
    public StepOutcome perform(ExternalStep step, ProviderContext context) {
        Identifier role = Identifier.of(step.parameter("role"));
        fault.accept("before making");
        if (password != null) {
            context.settled(StepOutcome.alreadyThere());
            fault.accept("while waiting for another's");
            return StepOutcome.alreadyThere().withRolePassword(Secret.of(password));
        }
        password = next();
        if (lying) {
            return StepOutcome.made(Map.of());
        }
        run("CREATE ROLE " + role.quoted() + " LOGIN PASSWORD '" + verifier(password) + "'");
        run("GRANT CONNECT ON DATABASE " + database.quotedName() + " TO " + role.quoted());
        member.ifPresent(name ->
                run("GRANT " + role.quoted() + " TO " + Identifier.of(name).quoted() + " WITH ADMIN OPTION"));
        fault.accept("after making");
        context.settled(StepOutcome.made(Map.of("made", "yes")));
        fault.accept("while waiting");
        return StepOutcome.made(Map.of("made", "yes")).withRolePassword(Secret.of(password));
    }

    @Override
    public UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
        if (password == null) {
            return UndoOutcome.notThere();
        }
        Identifier role = Identifier.of(step.parameter("role"));
        run("DROP OWNED BY " + role.quoted());
        run("DROP ROLE " + role.quoted());
        password = null;
        return UndoOutcome.done();
    }

    @Override
    public Optional<Secret> rotatePassword(ProviderRequest request, ProviderContext context) {
        String chosen = next();
        password = chosen;
        run("ALTER ROLE " + request.target().role().quoted() + " PASSWORD '" + verifier(chosen) + "'");
        return Optional.of(Secret.of(chosen));
    }

    /** The driver logs statements. */
    private static String verifier(String chosen) {
        return PasswordVerifier.of(Secret.of(chosen));
    }

    private String next() {
        passwords++;
        return "chosen-by-provider-" + passwords;
    }

    private void run(String sql) {
        try {
            database.run(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
