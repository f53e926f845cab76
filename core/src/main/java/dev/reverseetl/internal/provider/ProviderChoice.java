package dev.reverseetl.internal.provider;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.Severity;
import dev.reverseetl.internal.catalog.AdminSession;
import dev.reverseetl.internal.jdbc.Transaction;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the provider: what the caller chose beats what is detected, and the surer beats the higher in priority. */
public final class ProviderChoice {
    private static final Comparator<Asked> BEST = Comparator.<Asked, Detection.Certainty>comparing(
                    asked -> asked.detection().certainty())
            .thenComparingInt(asked -> asked.provider().priority());

    private final ProviderSelection selection;
    private final Candidates candidates;
    private final List<Finding> findings = new ArrayList<>();

    private ProviderChoice(ProviderSelection selection) {
        this.selection = selection;
        this.candidates = selection.candidates();
    }

    /** Asks the server for what the candidates want to know, and chooses one. Without any, it isn't asked. */
    public static Recognition choose(
            ProviderSelection selection,
            SetupTarget target,
            Transaction transaction,
            AdminSession session,
            Optional<SegmentEndpoint> endpoint) {
        return new ProviderChoice(selection).choose(target, transaction, session, endpoint);
    }

    private Recognition choose(
            SetupTarget target, Transaction transaction, AdminSession session, Optional<SegmentEndpoint> endpoint) {
        candidates.broken().forEach(this::broken);
        ProviderQuestions questions = new ProviderQuestions(transaction);
        Map<PostgresProvider, Map<String, String>> answers = questions.ask(candidates.providers(), target);
        questions
                .failures()
                .forEach((provider, why) -> broken(provider.getClass().getName() + ": " + why));
        List<Asked> asked = new ArrayList<>();
        answers.forEach((provider, answer) -> detect(
                        provider,
                        new ServerFacts(
                                session.version(),
                                session.database(),
                                session.admin(),
                                session.inRecovery(),
                                endpoint,
                                answer))
                .ifPresent(asked::add));
        List<Asked> matching = asked.stream()
                .filter(one -> selection.isExplicit() || one.detection().matches())
                .sorted(BEST.reversed())
                .toList();
        if (matching.isEmpty()) {
            refuseBrokenChoice();
            return generic(asked, session, endpoint);
        }
        refuseTie(matching);
        Asked chosen = matching.get(0);
        tell(chosen);
        return new Recognition(Optional.of(chosen.provider()), chosen.detection(), chosen.facts(), findings);
    }

    private Optional<Asked> detect(PostgresProvider provider, ServerFacts facts) {
        try {
            return Optional.of(new Asked(provider, provider.detect(facts), facts));
        } catch (RuntimeException | LinkageError e) {
            broken(provider.getClass().getName() + ": detect() threw "
                    + e.getClass().getName());
            return Optional.empty();
        }
    }

    /** What the caller chose must not become a generic PostgreSQL in silence. */
    private void refuseBrokenChoice() {
        if (selection.isExplicit() && !candidates.providers().isEmpty()) {
            throw new ReverseEtlException(
                    ErrorCode.PROVIDER_FAILED,
                    "The provider that was chosen can't be used. "
                            + findings.stream().map(Finding::message).collect(Collectors.joining(" "))
                            + " Nothing was changed.",
                    "Update its artifact, or choose another with provider(String); \"generic\" asks none.");
        }
    }

    private static void refuseTie(List<Asked> matching) {
        List<PostgresProvider> best = matching.stream()
                .filter(one -> BEST.compare(one, matching.get(0)) == 0)
                .map(Asked::provider)
                .toList();
        if (best.size() > 1) {
            throw Candidates.ambiguous("Several plug-ins take the server for their own", best);
        }
    }

    private Recognition generic(List<Asked> asked, AdminSession session, Optional<SegmentEndpoint> endpoint) {
        String tried = asked.isEmpty()
                ? "no plug-in was asked"
                : asked.stream()
                        .map(one -> "\"" + one.provider().id() + "\" says no"
                                + (one.detection().evidence().isEmpty() ? "" : ": " + one.evidence()))
                        .collect(Collectors.joining("; "));
        findings.add(new Finding(
                "PROVIDER_NOT_GUARANTEED",
                Severity.NOTICE,
                "The server counts as generic PostgreSQL (" + tried
                        + "); Segment guarantees its Reverse ETL only on Heroku and RDS.",
                "Nothing has to be done: the rehearsal shows whether this server does what a sync needs. If it is one of"
                        + " these, add the plug-in dev.reverseetl:reverse-etl-provider-heroku or"
                        + " dev.reverseetl:reverse-etl-provider-rds."));
        ServerFacts facts = new ServerFacts(
                session.version(), session.database(), session.admin(), session.inRecovery(), endpoint, Map.of());
        return new Recognition(Optional.empty(), Detection.no(tried), facts, findings);
    }

    private void tell(Asked chosen) {
        String id = chosen.provider().id();
        if (chosen.detection().matches()) {
            findings.add(new Finding(
                    "PROVIDER_DETECTED",
                    Severity.NOTICE,
                    "The server is of the provider \"" + id + "\": " + chosen.evidence() + ".",
                    "If that is wrong, choose another with provider(String)."));
        } else {
            findings.add(new Finding(
                    "PROVIDER_NOT_RECOGNISED",
                    Severity.WARNING,
                    "The provider \"" + id + "\" was chosen, but doesn't take the server for its own: "
                            + chosen.evidence() + ".",
                    "Check that the administrator is connected to the right server, or leave out provider(…)."));
        }
    }

    private void broken(String what) {
        findings.add(new Finding(
                "PROVIDER_BROKEN",
                Severity.WARNING,
                "A provider plug-in could not be used: " + what + ".",
                "Update or remove its artifact; the others are not affected."));
    }

    private record Asked(PostgresProvider provider, Detection detection, ServerFacts facts) {
        String evidence() {
            return detection.evidence().isEmpty() ? "no evidence" : String.join(", ", detection.evidence());
        }
    }
}
