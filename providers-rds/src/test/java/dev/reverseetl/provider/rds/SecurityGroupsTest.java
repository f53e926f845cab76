package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.RecordedRequest;
import dev.reverseetl.provider.rds.standin.StandInAccount;
import dev.reverseetl.provider.rds.standin.StandInRule;
import dev.reverseetl.provider.rds.standin.StandInSecurityGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityGroupsTest {
    private static final OwnerTag TAG = new OwnerTag("reverse-etl", "shop & co");
    private static final CidrRange SEGMENT = CidrRange.of("3.251.148.96/29");

    private final StandInSecurityGroup group = new StandInSecurityGroup("sg-1", "shop", "vpc-1");
    private final StandInAccount account =
            TestAws.account().add(group).add(new StandInSecurityGroup("sg-2", "other", "vpc-1"));
    private final TestAws aws = TestAws.start(account);
    private final SecurityGroups groups = aws.access().securityGroups();

    @AfterEach
    void close() {
        aws.close();
    }

    private static IngressRule rule(CidrRange range) {
        return new IngressRule("sg-1", 5432, range, "Segment Reverse ETL (eu)", TAG);
    }

    @Test
    void saysWhichGroupDoesNotExist() {
        IngressRule rule = new IngressRule("sg-9", 5432, SEGMENT, "Segment Reverse ETL (eu)", TAG);
        assertThatThrownBy(() -> groups.authorizeIngress(rule))
                .hasMessageContaining("EC2 AuthorizeSecurityGroupIngress at http://127.0.0.1:")
                .hasMessageContaining("InvalidGroup.NotFound: The security group 'sg-9' does not exist (HTTP 400")
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND))
                .satisfies(failure -> assertThat(failure.requestId()).isNotEmpty());
    }

    @Test
    void readsRulesOfAllPages() {
        for (int i = 0; i < 7; i++) {
            group.allow("10.0." + i + ".0/24", 5432);
        }
        account.pageSize(3);

        assertThat(groups.rules(List.of("sg-1")))
                .filteredOn(rule -> !rule.egress())
                .extracting(rule -> rule.range().orElseThrow().toString())
                .containsExactly(
                        "10.0.0.0/24",
                        "10.0.1.0/24",
                        "10.0.2.0/24",
                        "10.0.3.0/24",
                        "10.0.4.0/24",
                        "10.0.5.0/24",
                        "10.0.6.0/24");
        assertThat(aws.standIn().requests("DescribeSecurityGroupRules")).hasSize(3);
    }

    @Test
    void addsRuleWithTagAndDescription() {
        String id = groups.authorizeIngress(rule(SEGMENT));

        assertThat(group.ingress())
                .containsExactly(new StandInRule(
                        id,
                        false,
                        "tcp",
                        5432,
                        5432,
                        "3.251.148.96/29",
                        "Segment Reverse ETL (eu)",
                        Map.of(TAG.key(), TAG.value())));
        assertThat(groups.rules(List.of("sg-1")))
                .filteredOn(rule -> rule.hasTag(TAG))
                .extracting(SecurityGroupRule::id)
                .containsExactly(id);
    }

    @Test
    void addsRuleForIpv6() {
        groups.authorizeIngress(rule(CidrRange.of("2001:db8:0:0:1::/80")));

        assertThat(group.ingress()).extracting(StandInRule::cidr).containsExactly("2001:db8::1:0:0:0/80");
        assertThat(groups.rules(List.of("sg-1")))
                .anyMatch(rule -> rule.admits(5432, CidrRange.of("2001:db8::1:0:0:7/128")));
    }

    @Test
    void signsForEc2InTheRegion() {
        groups.rules(List.of("sg-1"));

        assertThat(aws.standIn().requests())
                .extracting(RecordedRequest::signedService, RecordedRequest::signedRegion)
                .containsExactly(tuple("ec2", TestAws.REGION));
    }

    @Test
    void refusesDuplicateOfSomebodyElse() {
        group.allow("3.251.148.96/29", 5432);

        assertThatThrownBy(() -> groups.authorizeIngress(rule(SEGMENT)))
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.DUPLICATE))
                .satisfies(failure -> assertThat(failure.effectPossible()).isFalse());
        assertThat(group.ingress()).hasSize(1);
    }

    @Test
    void saysThatTheGroupIsFull() {
        account.rulesPerSecurityGroup(1);
        group.allow("192.0.2.0/24", 22);

        assertThatThrownBy(() -> groups.authorizeIngress(rule(SEGMENT)))
                .hasMessageContaining("RulesPerSecurityGroupLimitExceeded")
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.LIMIT_EXCEEDED));
    }

    @Test
    void asksForPermissionWithoutChange() {
        String id = groups.authorizeIngress(rule(SEGMENT));
        CidrRange other = CidrRange.of("192.0.2.0/24");

        assertThat(groups.mayAuthorizeIngress(rule(other))).isEqualTo(Permission.GRANTED);
        assertThat(groups.mayRevokeIngress("sg-1")).isEqualTo(Permission.GRANTED);
        assertThat(group.ingress()).extracting(StandInRule::id).containsExactly(id);
    }

    @Test
    void saysWhyPermissionIsDenied() {
        account.refuse("AuthorizeSecurityGroupIngress").refuse("RevokeSecurityGroupIngress");

        Permission permission = groups.mayAuthorizeIngress(rule(SEGMENT));
        assertThat(permission.granted()).isFalse();
        assertThat(permission.reason())
                .contains("no identity-based policy allows the ec2:AuthorizeSecurityGroupIngress action")
                .doesNotContain("Encoded", "Zm9v");
        assertThat(groups.mayRevokeIngress("sg-1").granted()).isFalse();
    }

    @Test
    void removesRules() {
        String id = groups.authorizeIngress(rule(SEGMENT));
        String foreign = group.allow("192.0.2.0/24", 5432);

        groups.revokeIngress("sg-1", List.of(id));

        assertThat(group.ingress()).extracting(StandInRule::id).containsExactly(foreign);
    }

    @Test
    void saysThatRuleToRemoveIsNotThere() {
        assertThatThrownBy(() -> groups.revokeIngress("sg-1", List.of("sgr-404")))
                .hasMessageContaining("InvalidSecurityGroupRuleId.NotFound")
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_AFTER_EFFECT", "SERVER_ERROR_AFTER_EFFECT", "TRUNCATED"})
    void takesRuleOfAnUnansweredAttemptForItsOwn(Fault fault) {
        aws.standIn().faults().inject("AuthorizeSecurityGroupIngress", 1, fault);

        String id = groups.authorizeIngress(rule(SEGMENT));

        assertThat(group.ingress()).extracting(StandInRule::id).containsExactly(id);
        assertThat(aws.standIn().requests("AuthorizeSecurityGroupIngress")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_AFTER_EFFECT", "SERVER_ERROR_AFTER_EFFECT", "TRUNCATED"})
    void takesRuleForRemovedAfterAnUnansweredAttempt(Fault fault) {
        String id = groups.authorizeIngress(rule(SEGMENT));
        aws.standIn().faults().inject("RevokeSecurityGroupIngress", 1, fault);

        groups.revokeIngress("sg-1", List.of(id));

        assertThat(group.ingress()).isEmpty();
        assertThat(aws.standIn().requests("RevokeSecurityGroupIngress")).hasSize(2);
    }

    @Test
    void doesNotTakeSomebodyElsesRuleForItsOwnAfterAnUnansweredAttempt() {
        aws.standIn().faults().inject("AuthorizeSecurityGroupIngress", 1, Fault.CUT_BEFORE_EFFECT);
        group.allow("3.251.148.96/29", 5432);

        assertThatThrownBy(() -> groups.authorizeIngress(rule(SEGMENT)))
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.DUPLICATE));
    }

    @Test
    void saysThatRuleMayBeThere() {
        aws.standIn().faults().injectAlways("AuthorizeSecurityGroupIngress", Fault.MALFORMED);

        assertThatThrownBy(() -> groups.authorizeIngress(rule(SEGMENT)))
                .asInstanceOf(type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.effectPossible()).isTrue());
        assertThat(groups.find(rule(SEGMENT))).contains(group.ingress().get(0).id());
    }

    @Test
    void noIdsMeanNothing() {
        String id = groups.authorizeIngress(rule(SEGMENT));

        assertThat(groups.rules(List.of())).isEmpty();
        groups.revokeIngress("sg-1", List.of());
        assertThat(group.ingress()).extracting(StandInRule::id).containsExactly(id);
        assertThat(aws.standIn().requests()).hasSize(1);
    }

    @Test
    void refusesDescriptionThatEc2DoesNotAdmit() {
        assertThatThrownBy(() -> new IngressRule("sg-1", 5432, SEGMENT, "für Segment", TAG))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
