package dev.reverseetl.provider.rds;

import dev.reverseetl.Finding;
import dev.reverseetl.spi.Detection;
import dev.reverseetl.spi.ExternalStep;
import dev.reverseetl.spi.PostgresProvider;
import dev.reverseetl.spi.Probe;
import dev.reverseetl.spi.ProviderAdvice;
import dev.reverseetl.spi.ProviderContext;
import dev.reverseetl.spi.ProviderRequest;
import dev.reverseetl.spi.ServerFacts;
import dev.reverseetl.spi.SetupTarget;
import dev.reverseetl.spi.StepOutcome;
import dev.reverseetl.spi.UndoOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amazon RDS for PostgreSQL and Aurora PostgreSQL. Found by {@code ServiceLoader}, it asks AWS in the region that the
 * endpoint's name says, with the credentials that AWS's default chain finds; {@link #builder()} says otherwise. Opens
 * connections to AWS while a plan is made, applied or undone, and none to the database. Immutable and thread-safe.
 *
 * <p>The plan gets one step for each of Segment's address ranges that no rule of the database's security groups lets
 * in: a rule described and tagged as ours, with the run's id. Undo revokes these only, by their ids. The credentials
 * need {@code rds:DescribeDBInstances}, {@code rds:DescribeDBClusters}, {@code rds:DescribeDBSubnetGroups},
 * {@code ec2:DescribeSecurityGroupRules}, {@code ec2:DescribeSubnets}, {@code ec2:DescribeRouteTables} and
 * {@code ec2:DescribeNetworkAcls}; to change, {@code ec2:AuthorizeSecurityGroupIngress}, {@code ec2:CreateTags} and
 * {@code ec2:RevokeSecurityGroupIngress}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html">Amazon RDS:
 *     Controlling access with security groups</a>
 */
public final class RdsProvider implements PostgresProvider {
    static final String ID = "rds";

    private final RdsProviderBuilder settings;

    /** Creates the provider with the defaults that {@link RdsProviderBuilder} names. */
    public RdsProvider() {
        this(new RdsProviderBuilder());
    }

    RdsProvider(RdsProviderBuilder settings) {
        this.settings = settings.copy();
    }

    /** {@return a builder with the defaults that its class names} */
    public static RdsProviderBuilder builder() {
        return new RdsProviderBuilder();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Probe> probes(SetupTarget target) {
        return RdsProbes.of(target.role());
    }

    @Override
    public Detection detect(ServerFacts facts) {
        return RdsDetection.of(facts);
    }

    @Override
    public ProviderAdvice advise(ProviderRequest request, ProviderContext context) {
        List<Finding> findings = new ArrayList<>(RdsFindings.of(request));
        if (!settings.network()) {
            return new ProviderAdvice(findings, List.of());
        }
        ProviderAdvice network = new RdsNetwork(settings, request, context).advise();
        findings.addAll(network.findings());
        return new ProviderAdvice(findings, network.steps());
    }

    @Override
    public StepOutcome perform(ExternalStep step, ProviderContext context) {
        return new IngressSteps(settings, context).perform(step);
    }

    @Override
    public UndoOutcome undo(ExternalStep step, Optional<Map<String, String>> outcome, ProviderContext context) {
        return new IngressSteps(settings, context).undo(step, outcome);
    }

    @Override
    public String toString() {
        return "Amazon RDS and Aurora";
    }
}
