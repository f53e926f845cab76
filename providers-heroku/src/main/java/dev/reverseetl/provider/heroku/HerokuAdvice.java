package dev.reverseetl.provider.heroku;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ExternalStepBuilder;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Heroku's answers mean for a set-up: findings, and the credential as a step. Pure. */
final class HerokuAdvice {
    /**
     * How many credentials a database can have.
     *
     * @see <a href="https://devcenter.heroku.com/articles/heroku-postgresql-credentials">Heroku: Heroku Postgres
     *     Credentials</a>, as of November 2026
     */
    private static final int MOST_CREDENTIALS = 120;

    private final ProviderRequest request;
    private final HerokuDatabase database;
    private final String role;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ExternalStep> steps = new ArrayList<>();
    private Optional<Secret> password = Optional.empty();

    private HerokuAdvice(ProviderRequest request, HerokuDatabase database) {
        this.request = request;
        this.database = database;
        this.role = request.target().role().value();
    }

    static ProviderAdvice of(ProviderRequest request, HerokuDatabase database, Optional<String> expectedPlan) {
        HerokuAdvice advice = new HerokuAdvice(request, database);
        advice.findings.addAll(HerokuFindings.of(request, database, expectedPlan));
        Tier tier = database.addOn().tier();
        boolean adminIsRole = request.target().role().equals(request.facts().admin());
        boolean adminMayBeRole = adminIsRole && !tier.hasCredentials();
        if (tier.isReachable()) {
            if (adminMayBeRole) {
                advice.useDefault();
            } else if (!tier.hasCredentials()) {
                advice.findings.add(HerokuFindings.noCredentials(
                        database.addOn(), request.facts().admin().value()));
            } else if (!adminIsRole) {
                advice.credential();
            }
        }
        return new ProviderAdvice(advice.findings, advice.steps, advice.password, adminMayBeRole);
    }

    private void useDefault() {
        findings.add(HerokuFindings.defaultCredential(role));
        password = database.defaultCredential().flatMap(credential -> credential.password(role));
    }

    private void credential() {
        Optional<Finding> badName = CredentialName.problem(role);
        if (badName.isPresent()) {
            findings.add(badName.get());
            return;
        }
        Optional<Credential> credential = database.credential(role);
        if (request.roleExists()) {
            credential.ifPresentOrElse(this::existing, this::unmanaged);
        } else {
            create(credential);
        }
    }

    /** Whoever made it. */
    private void existing(Credential credential) {
        switch (credential.state()) {
            case ACTIVE -> password = credential.password(role);
            case ROTATING -> {
                password = credential.password(role);
                warning(
                        "HEROKU_CREDENTIAL_ROTATING",
                        "The credential \"" + role
                                + "\" is being rotated: the password that Segment has stops working.",
                        "Give Segment the new one; `" + database.commands().url(role) + "` shows it.");
            }
            case GOING ->
                blocker(
                        "HEROKU_CREDENTIAL_GOING",
                        "The credential \"" + role + "\" is being destroyed.",
                        "Wait until it is gone, then plan again.");
            case PENDING, UNKNOWN ->
                warning(
                        "HEROKU_CREDENTIAL_PENDING",
                        "Heroku hasn't finished with the credential \"" + role + "\": its password isn't known yet.",
                        "Verify again in some minutes.");
        }
        List<String> apps = database.appsWith(role);
        if (!apps.isEmpty()) {
            warning(
                    "HEROKU_CREDENTIAL_SHARED",
                    "The credential \"" + role + "\" is attached to " + String.join(", ", apps)
                            + ": rotating it for Segment restarts these apps, and they can do what Segment can.",
                    "Give Segment a credential of its own with role(String), if that is a surprise.");
        }
    }

    private void unmanaged() {
        warning(
                "HEROKU_ROLE_UNMANAGED",
                "The server has the role \"" + role + "\", but Heroku knows no such credential of \""
                        + database.addOn().name() + "\": its password can't be read or rotated.",
                "Choose another name with role(String), and Heroku makes a credential.");
    }

    private void create(Optional<Credential> unfinished) {
        if (unfinished.isEmpty() && database.credentials().size() >= MOST_CREDENTIALS) {
            blocker(
                    "HEROKU_CREDENTIAL_LIMIT",
                    "\"" + database.addOn().name() + "\" has "
                            + database.credentials().size() + " credentials, and no more than " + MOST_CREDENTIALS
                            + " are possible.",
                    "Destroy one that nobody needs; `heroku pg:credentials --app " + database.app() + "` lists them.");
            return;
        }
        List<String> unready = database.info().unready();
        if (!unready.isEmpty()) {
            blocker(
                    "HEROKU_NOT_READY",
                    "Heroku makes no credential of \"" + database.addOn().name() + "\" yet: "
                            + String.join("; ", unready) + ".",
                    "Plan again once it is available: `heroku pg:info --app " + database.app() + "`.");
            return;
        }
        ExternalStepBuilder step = CredentialStep.of(role, database.commands());
        database.parameters().forEach(step::parameter);
        steps.add(step.build());
    }

    private void blocker(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.BLOCKER, message, remedy));
    }

    private void warning(String code, String message, String remedy) {
        findings.add(new Finding(code, Severity.WARNING, message, remedy));
    }
}
