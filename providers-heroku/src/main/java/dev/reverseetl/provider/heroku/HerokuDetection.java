package dev.reverseetl.provider.heroku;

import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.Detection.Certainty;
import dev.reverseetl.spi.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a server is Heroku's, and on what. Heroku runs some of its plans on Aurora in its own account, which look
 * like anybody's Aurora but for Heroku's marks; and a dump that is restored elsewhere can carry some of these.
 *
 * @param evidence each mark, as a phrase
 * @param strong how many of them nothing else would have by chance
 * @param names whether database and owner have names such as Heroku gives
 * @param onAurora whether it runs on Aurora, as Essential and Advanced do
 */
record HerokuDetection(List<String> evidence, int strong, boolean names, boolean onAurora) {
    static HerokuDetection of(ServerFacts facts) {
        List<String> evidence = new ArrayList<>();
        Optional<String> schemaOwner = facts.answer(HerokuProbes.SCHEMA_OWNER);
        schemaOwner.ifPresent(owner -> evidence.add("the schema _heroku exists, owned by " + owner));
        Optional<String> triggers = facts.answer(HerokuProbes.TRIGGERS);
        triggers.ifPresent(found -> evidence.add("Heroku's event triggers exist: " + found));
        if (facts.holds(HerokuProbes.ADMIN)) {
            evidence.add("the role heroku_admin exists");
        }
        int strong = evidence.size();
        boolean names = facts.holds(HerokuProbes.NAMES);
        if (names) {
            evidence.add("database and owner have names such as Heroku gives");
        }
        if (facts.holds(HerokuProbes.EXTENSION_SCHEMA)) {
            evidence.add("the schema heroku_ext exists");
        }
        Optional<String> host = facts.adminEndpoint().map(SegmentEndpoint::host);
        host.filter(HerokuDetection::isClassicName)
                .ifPresent(name -> evidence.add("the host \"" + name + "\" has a name such as classic plans have"));
        boolean onAurora = onAurora(facts, schemaOwner, host);
        if (strong > 0 || names) {
            evidence.add(
                    onAurora
                            ? "it runs on Aurora in Heroku's account, as Essential and Advanced do"
                            : "it runs on Heroku's own servers, as Standard and Premium do");
        }
        return new HerokuDetection(List.copyOf(evidence), strong, names, onAurora);
    }

    private static boolean onAurora(ServerFacts facts, Optional<String> schemaOwner, Optional<String> host) {
        return facts.holds(HerokuProbes.RDS_EXTENSIONS)
                || schemaOwner.filter("heroku_admin"::equals).isPresent()
                || facts.answer(HerokuProbes.TRIGGERS)
                        .filter(triggers -> triggers.startsWith("0"))
                        .isPresent()
                || host.filter(name -> name.toLowerCase(Locale.ROOT).contains(".rds.amazonaws.com"))
                        .isPresent();
    }

    private static boolean isClassicName(String host) {
        return host.toLowerCase(Locale.ROOT)
                .matches("ec2-[0-9-]+\\.(compute-1|[a-z0-9-]+\\.compute)\\.amazonaws\\.com\\.?");
    }

    /** One mark alone may have come with a dump. */
    Detection toDetection() {
        if (strong >= 2 || (strong == 1 && names)) {
            return new Detection(Certainty.CERTAIN, evidence);
        }
        if (names) {
            return new Detection(Certainty.LIKELY, evidence);
        }
        List<String> against = new ArrayList<>(evidence);
        against.add(
                strong == 0
                        ? "no schema, event trigger, role or name of Heroku's"
                        : "that alone can come with a dump of a database on Heroku");
        return new Detection(Certainty.NO, against);
    }
}
