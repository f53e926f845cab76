package dev.reverseetl.provider.rds;

import dev.reverseetl.Finding;
import dev.reverseetl.Severity;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks AWS what stands between Segment and the database. What AWS doesn't tell is a warning, not a failure. */
final class RdsNetwork {
    private final RdsProviderBuilder settings;
    private final ProviderRequest request;
    private final ProviderContext context;
    private final List<Finding> findings = new ArrayList<>();

    RdsNetwork(RdsProviderBuilder settings, ProviderRequest request, ProviderContext context) {
        this.settings = settings;
        this.request = request;
        this.context = context;
    }

    ProviderAdvice advise() {
        List<ExternalStep> steps = List.of();
        try (AwsAccess aws = settings.access(region(), context)) {
            Optional<EndpointMatch> found = find(aws);
            if (found.isPresent()) {
                steps = ingress(aws, found.get().database());
                endpoint(found.get());
                path(aws, found.get().database());
            } else {
                unchecked("AWS knows no database that "
                        + request.segmentEndpoint()
                                .map(endpoint -> "\"" + endpoint.host() + "\" leads to in the region ")
                                .orElse("was named in the region ")
                        + aws.region().id());
            }
        } catch (AwsFailure failure) {
            AwsProblem.refuseInterrupted(failure);
            unchecked(AwsProblem.of(failure));
        }
        return new ProviderAdvice(findings, steps);
    }

    private Optional<String> region() {
        return settings.region()
                .or(() -> Stream.concat(request.segmentEndpoint().stream(), request.facts().adminEndpoint().stream())
                        .flatMap(endpoint -> EndpointName.parse(endpoint.host()).stream())
                        .flatMap(name -> name.region().stream())
                        .findFirst());
    }

    private Optional<EndpointMatch> find(AwsAccess aws) {
        if (settings.instance().isPresent() || settings.cluster().isPresent()) {
            return settings.instance()
                    .flatMap(aws.databases()::instance)
                    .or(() -> settings.cluster().flatMap(aws.databases()::cluster))
                    .map(database -> new EndpointMatch(database, EndpointMatch.Role.WRITER));
        }
        return Stream.concat(request.segmentEndpoint().stream(), request.facts().adminEndpoint().stream())
                .map(SegmentEndpoint::host)
                .distinct()
                .flatMap(host -> aws.databases().atEndpoint(host).stream())
                .findFirst();
    }

    private void endpoint(EndpointMatch match) {
        String host = request.segmentEndpoint().map(SegmentEndpoint::host).orElse("");
        String writer = match.database()
                .endpoints()
                .writer()
                .map(endpoint -> "\"" + endpoint.address() + "\"")
                .orElse("the writer endpoint");
        boolean known = EndpointName.parse(host)
                .flatMap(name -> RdsEndpoints.problem(name, host))
                .isPresent();
        switch (match.role()) {
            case READER, CUSTOM -> {
                if (!known) {
                    findings.add(RdsEndpoints.readOnly(host, "which leads to readers", writer));
                }
            }
            case MEMBER -> findings.add(RdsEndpoints.member(host, writer));
            case WRITER -> {}
        }
    }

    private List<ExternalStep> ingress(AwsAccess aws, RdsDatabase database) {
        int port = port(database);
        List<String> groups = database.placement().securityGroupIds();
        if (groups.isEmpty()) {
            unchecked("AWS names no security group of the database \"" + database.identifier() + "\"");
            return List.of();
        }
        IngressPlan plan = new IngressPlan(aws.region().id(), groups, port, ranges());
        List<ExternalStep> steps = plan.steps(aws.securityGroups().rules(groups), rule -> permission(aws, rule));
        findings.addAll(plan.findings());
        steps.stream().filter(step -> step.byHand().isEmpty()).findFirst().ifPresent(step -> revocation(aws, step));
        return steps;
    }

    /** Who can't take back what a run adds has to know it before. If AWS doesn't answer, undo itself will tell. */
    private void revocation(AwsAccess aws, ExternalStep step) {
        String group = step.parameter(IngressSteps.GROUP);
        try {
            Permission permission = aws.securityGroups().mayRevokeIngress(group);
            if (!permission.granted()) {
                findings.add(RdsFindings.noRevocation(group, permission));
            }
        } catch (AwsFailure failure) {
            AwsProblem.refuseInterrupted(failure);
        }
    }

    /** If AWS doesn't answer, the step itself will tell: without it the plan would look done. */
    private static Permission permission(AwsAccess aws, IngressRule rule) {
        try {
            return aws.securityGroups().mayAuthorizeIngress(rule);
        } catch (AwsFailure failure) {
            AwsProblem.refuseInterrupted(failure);
            return Permission.GRANTED;
        }
    }

    /** Where Segment comes in by another name, such as a tunnel's, the database itself need not be public. */
    private void path(AwsAccess aws, RdsDatabase database) {
        Severity severity = RdsFindings.isRdsName(request) ? Severity.BLOCKER : Severity.WARNING;
        InternetReachability.problems(aws.network().pathTo(database.placement()), port(database), ranges())
                .forEach(problem ->
                        findings.add(new Finding(code(problem.kind()), severity, problem.problem(), problem.remedy())));
    }

    private static String code(NetworkProblem.Kind kind) {
        return switch (kind) {
            case NOT_PUBLIC -> "RDS_NOT_PUBLIC";
            case NO_ROUTE_TABLE, NO_INTERNET_ROUTE, BLACKHOLE_ROUTE -> "RDS_NO_ROUTE";
            case ACL_DENIES_INBOUND, ACL_DENIES_OUTBOUND -> "RDS_NETWORK_ACL";
        };
    }

    private int port(RdsDatabase database) {
        return database.endpoints()
                .writer()
                .map(Endpoint::port)
                .or(() -> request.segmentEndpoint().map(SegmentEndpoint::port))
                .orElse(5432);
    }

    private List<CidrRange> ranges() {
        return request.allowedRanges().stream().map(CidrRange::of).toList();
    }

    private void unchecked(String why) {
        findings.add(new Finding(
                "RDS_NETWORK_UNCHECKED",
                Severity.WARNING,
                "Whether Segment can reach the database could not be found out: " + why + ".",
                "Give region, credentials or identifier with RdsProvider.builder(), or see to it yourself that the"
                        + " security group lets in " + String.join(", ", request.allowedRanges())
                        + "; withoutNetwork() leaves this out."));
    }
}
