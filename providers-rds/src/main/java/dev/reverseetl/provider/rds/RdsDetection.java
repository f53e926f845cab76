package dev.reverseetl.provider.rds;

import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.Detection.Certainty;
import dev.reverseetl.spi.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a server is RDS or Aurora, in the account of whoever set it up. Heroku runs some of its plans on Aurora in
 * its own account: these look the same but for Heroku's marks, and AWS would deny all about them.
 */
final class RdsDetection {
    private RdsDetection() {}

    static Detection of(ServerFacts facts) {
        List<String> heroku = heroku(facts);
        // A restored dump can carry the schema alone
        if (heroku.size() > 1 || facts.holds(RdsProbes.HEROKU_NAMES)) {
            List<String> against = new ArrayList<>(heroku);
            against.add("so it is Heroku's, whose plug-in is dev.reverseetl:reverse-etl-provider-heroku");
            return new Detection(Certainty.NO, against);
        }
        List<String> evidence = new ArrayList<>();
        Optional<String> extensions = facts.answer(RdsProbes.EXTENSIONS);
        extensions.ifPresent(value -> evidence.add("the setting rds.extensions exists"));
        if (facts.holds(RdsProbes.AURORA)) {
            evidence.add("the function aurora_version() exists, as in Aurora");
        } else if (extensions
                .filter(value -> value.contains("aurora_stat_utils"))
                .isPresent()) {
            evidence.add("rds.extensions has aurora_stat_utils, as in Aurora");
        }
        if (facts.holds(RdsProbes.RDS_ROLES)) {
            evidence.add("the roles rds_superuser and rdsadmin exist");
        }
        facts.adminEndpoint()
                .map(SegmentEndpoint::host)
                .filter(host -> EndpointName.parse(host).isPresent())
                .ifPresent(host -> evidence.add("the host \"" + host + "\" has a name of RDS's"));
        if (evidence.isEmpty()) {
            return Detection.no("neither a setting, nor roles, nor a host name of RDS");
        }
        return new Detection(extensions.isPresent() ? Certainty.CERTAIN : Certainty.LIKELY, evidence);
    }

    private static List<String> heroku(ServerFacts facts) {
        List<String> marks = new ArrayList<>();
        if (facts.holds(RdsProbes.HEROKU_SCHEMA)) {
            marks.add("the schema _heroku exists");
        }
        if (facts.holds(RdsProbes.HEROKU_TRIGGERS)) {
            marks.add("Heroku's event triggers exist");
        }
        if (facts.holds(RdsProbes.HEROKU_ADMIN)) {
            marks.add("the role heroku_admin exists");
        }
        if (facts.holds(RdsProbes.HEROKU_NAMES)) {
            marks.add("database and owner have names such as Heroku gives");
        }
        return marks;
    }
}
