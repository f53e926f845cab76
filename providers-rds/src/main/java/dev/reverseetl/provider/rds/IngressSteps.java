package dev.reverseetl.provider.rds;

import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds a rule to a security group, marked by the run, and removes it again: one rule a call. */
final class IngressSteps {
    static final String CODE = "AUTHORIZE_INGRESS";
    static final String TAG = "reverse-etl-run";
    static final String REGION = "region";
    static final String GROUP = "group-id";
    static final String PORT = "port";
    static final String RANGE = "range";
    private static final String RULE_ID = "rule-id";
    private static final String DESCRIPTION = "Segment Reverse ETL";

    private final RdsProviderBuilder settings;
    private final ProviderContext context;

    IngressSteps(RdsProviderBuilder settings, ProviderContext context) {
        this.settings = settings;
        this.context = context;
    }

    static OwnerTag tag(String run) {
        return new OwnerTag(TAG, run);
    }

    static IngressRule rule(String group, int port, CidrRange range, String run) {
        return new IngressRule(group, port, range, DESCRIPTION, tag(run));
    }

    static String command(String region, String group, int port, CidrRange range) {
        boolean four = range.family() == AddressFamily.IPV4;
        return "aws ec2 authorize-security-group-ingress --region " + region + " --group-id " + group
                + " --ip-permissions 'IpProtocol=tcp,FromPort=" + port + ",ToPort=" + port + ","
                + (four ? "IpRanges=[{CidrIp=" : "Ipv6Ranges=[{CidrIpv6=") + range + ",Description=\"" + DESCRIPTION
                + "\"}]'";
    }

    StepOutcome perform(ExternalStep step) {
        IngressRule rule = rule(step);
        try (AwsAccess aws = access(step)) {
            return made(authorize(aws.securityGroups(), rule));
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.DUPLICATE) {
                return StepOutcome.alreadyThere();
            }
            throw AwsProblem.toException(failure);
        }
    }

    private static String authorize(SecurityGroups groups, IngressRule rule) {
        try {
            return groups.authorizeIngress(rule);
        } catch (AwsFailure failure) {
            if (!failure.effectPossible()) {
                throw failure;
            }
            return groups.find(rule).orElseThrow(() -> failure);
        }
    }

    private static StepOutcome made(String id) {
        return StepOutcome.made(Map.of(RULE_ID, id));
    }

    UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome) {
        try (AwsAccess aws = access(step)) {
            SecurityGroups groups = aws.securityGroups();
            Optional<String> id = outcome.map(known -> known.get(RULE_ID)).or(() -> groups.find(rule(step)));
            if (id.isEmpty()) {
                return UndoOutcome.notThere();
            }
            groups.revokeIngress(step.parameter(GROUP), List.of(id.get()));
            return UndoOutcome.done();
        } catch (AwsFailure failure) {
            if (failure.reason() == FailureReason.NOT_FOUND) {
                return UndoOutcome.notThere();
            }
            throw AwsProblem.toException(failure);
        }
    }

    private IngressRule rule(ExternalStep step) {
        return rule(
                step.parameter(GROUP),
                Integer.parseInt(step.parameter(PORT)),
                CidrRange.of(step.parameter(RANGE)),
                context.runId());
    }

    private AwsAccess access(ExternalStep step) {
        return settings.access(Optional.of(step.parameter(REGION)), context);
    }
}
