package dev.reverseetl.provider.heroku;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What speaks for or against a database as a source, apart from its credential. Pure. */
final class HerokuFindings {
    private HerokuFindings() {}

    static List<Finding> of(ProviderRequest request, HerokuDatabase database, Optional<String> expectedPlan) {
        List<Finding> findings = new ArrayList<>();
        AddOn addOn = database.addOn();
        findings.add(plan(addOn));
        expectedPlan
                .filter(plan -> !addOn.plan().equals("heroku-postgresql:" + plan))
                .ifPresent(plan -> findings.add(planChanged(addOn, plan)));
        if (!addOn.tier().isReachable()) {
            findings.add(unreachable(addOn));
            return findings;
        }
        database.info().following().ifPresent(leader -> findings.add(follower(addOn)));
        database.defaultCredential().ifPresent(where -> {
            String name = request.facts().database().value();
            if (!where.database().isEmpty() && !where.database().equals(name)) {
                findings.add(otherDatabase(addOn, where.database(), name));
            } else if (!where.host().isEmpty()) {
                request.segmentEndpoint()
                        .filter(endpoint -> !isSame(endpoint, where))
                        .ifPresent(endpoint -> findings.add(moved(endpoint, where)));
            }
        });
        return findings;
    }

    private static Finding plan(AddOn addOn) {
        return new Finding(
                "HEROKU_PLAN",
                Severity.NOTICE,
                "The add-on \"" + addOn.name() + "\" of the app \"" + addOn.app() + "\" is on the plan " + addOn.plan()
                        + " (" + addOn.tier().label() + ").",
                "Nothing has to be done, unless another database is meant: name it with attachment(String) or"
                        + " addOn(String).");
    }

    private static Finding planChanged(AddOn addOn, String expected) {
        return new Finding(
                "HEROKU_PLAN_CHANGED",
                Severity.WARNING,
                "The plan of \"" + addOn.name() + "\" is " + addOn.plan() + ", and not heroku-postgresql:" + expected
                        + " as expected.",
                "Look whether credentials and limits are as you need them, then expect the new plan.");
    }

    private static Finding unreachable(AddOn addOn) {
        return new Finding(
                "HEROKU_UNREACHABLE",
                Severity.BLOCKER,
                "Databases of the tier " + addOn.tier().label() + " are in a Private Space: from outside they can be"
                        + " reached with a client certificate only, and Segment has none.",
                "Copy the data that Segment is to read to a database of the tier Standard or Premium.");
    }

    private static Finding follower(AddOn addOn) {
        return new Finding(
                "HEROKU_FOLLOWER",
                Severity.BLOCKER,
                "\"" + addOn.name()
                        + "\" is a follower, a read-only copy, and Segment must write to the managed schema.",
                "Set up the database that it follows; `heroku pg:info` names it.");
    }

    private static Finding otherDatabase(AddOn addOn, String has, String connected) {
        return new Finding(
                "HEROKU_OTHER_DATABASE",
                Severity.BLOCKER,
                "The database of \"" + addOn.name() + "\" is \"" + has + "\", but the administrator is connected to \""
                        + connected + "\": another one, or one that was replaced since.",
                "Connect with the URL that the app has now, or name the right database with attachment(String).");
    }

    /** A name that isn't Amazon's can be one that somebody put before the database. */
    private static Finding moved(SegmentEndpoint endpoint, Credential where) {
        boolean amazons = endpoint.host().toLowerCase(Locale.ROOT).contains(".amazonaws.com");
        return new Finding(
                "HEROKU_ENDPOINT_MOVED",
                amazons ? Severity.BLOCKER : Severity.WARNING,
                "Segment would connect to \"" + endpoint + "\", but Heroku has the database at \"" + where.host() + ":"
                        + where.port() + "\" now: it was moved, or the port is that of a pooler.",
                "Give Segment that endpoint, and this set-up with segmentEndpoint(host, port) or by the URL that the app"
                        + " has now.");
    }

    /** The price of the only credential that there is. */
    static Finding defaultCredential(String user) {
        return new Finding(
                "HEROKU_DEFAULT_CREDENTIAL",
                Severity.WARNING,
                "Segment would log in as \"" + user
                        + "\", the default credential: it owns the database, and whoever has"
                        + " its password can change and drop all of it. Heroku also changes that password, such as"
                        + " after a failure, and then Segment can't get in.",
                "Upgrade to Standard or Premium, where Segment can have a credential of its own, if that matters.");
    }

    static Finding noCredentials(AddOn addOn, String admin) {
        return new Finding(
                "HEROKU_NO_CREDENTIALS",
                Severity.BLOCKER,
                "On the plan " + addOn.plan() + " there is no credential but the default one, so Segment can't have a"
                        + " role of its own.",
                wayOutOfEssential(admin));
    }

    static String wayOutOfEssential(String admin) {
        return "Let Segment use the default credential, with role(\"" + admin
                + "\"): it may do everything, as the audit"
                + " tells; or upgrade to Standard or Premium, `heroku addons:upgrade … heroku-postgresql:standard-0`.";
    }

    private static boolean isSame(SegmentEndpoint endpoint, Credential where) {
        return plain(endpoint.host()).equals(plain(where.host())) && endpoint.port() == where.port();
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }
}
