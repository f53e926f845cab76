package dev.reverseetl.provider.rds;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;

/** What the server and the names say, without asking AWS. */
final class RdsFindings {
    private RdsFindings() {}

    static List<Finding> of(ProviderRequest request) {
        List<Finding> findings = new ArrayList<>();
        request.segmentEndpoint()
                .flatMap(endpoint -> EndpointName.parse(endpoint.host())
                        .flatMap(name -> RdsEndpoints.problem(name, endpoint.host())))
                .ifPresent(findings::add);
        String role = request.target().role().quoted();
        request.facts()
                .answer(RdsProbes.OTHER_LOGIN)
                .ifPresent(groups -> findings.add(new Finding(
                        "RDS_LOGIN_WITHOUT_PASSWORD",
                        Severity.BLOCKER,
                        "The role " + role + " is a member of " + groups
                                + ", so RDS lets it log in by IAM token or Kerberos only, and Segment has a password.",
                        "Revoke the membership, or choose a role of Segment's own with role(String).")));
        boolean restricted = request.facts()
                .answer(RdsProbes.RESTRICTED)
                .filter(value -> value.equals("on") || value.equals("1") || value.equals("true"))
                .isPresent();
        if (restricted && !request.facts().holds(RdsProbes.MAY_SET_PASSWORDS) && !request.roleExists()) {
            findings.add(new Finding(
                    "RDS_PASSWORDS_RESTRICTED",
                    Severity.BLOCKER,
                    "The parameter rds.restrict_password_commands is on, and "
                            + request.facts().admin().quoted()
                            + " is no member of rds_password, so it can't give a role a password.",
                    "Have the master user run GRANT rds_password TO "
                            + request.facts().admin().quoted() + ", or set up as the master user."));
        }
        return findings;
    }

    static Finding noRevocation(String group, Permission permission) {
        return new Finding(
                "RDS_MAY_NOT_REVOKE",
                Severity.WARNING,
                "AWS lets these credentials add rules to the security group " + group
                        + ", but not revoke them, so neither undo nor a failing run could take them back: "
                        + permission.reason() + ".",
                "Permit ec2:RevokeSecurityGroupIngress, or have somebody who may revoke them run undo.");
    }

    /** Tells whether Segment connects to a name of RDS's own, and not to a tunnel or balancer in front of it. */
    static boolean isRdsName(ProviderRequest request) {
        return request.segmentEndpoint()
                .map(SegmentEndpoint::host)
                .flatMap(EndpointName::parse)
                .isPresent();
    }
}
