package dev.reverseetl.provider.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.ConnectionSettings;
import dev.reverseetl.postgres.Secret;
import dev.reverseetl.provider.rds.standin.Fault;
import dev.reverseetl.provider.rds.standin.StandInRule;
import dev.reverseetl.setup.JournalEntry;
import dev.reverseetl.setup.PlanStep;
import dev.reverseetl.setup.Proof;
import dev.reverseetl.setup.ReverseEtlSourceSetup;
import dev.reverseetl.setup.ReverseEtlSourceSetupBuilder;
import dev.reverseetl.setup.SetupJournal;
import dev.reverseetl.setup.SetupPlan;
import dev.reverseetl.setup.SetupResult;
import dev.reverseetl.testing.CatalogSnapshot;
import dev.reverseetl.testing.EachPostgres;
import dev.reverseetl.testing.Login;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases shaped as on RDS and Aurora, and what stands around them: planned, set up, verified and undone as one. */
class RdsProviderIT {
    private static final String[] RANGES = {"192.0.2.0/29", "198.51.100.0/28"};

    @TempDir
    Path directory;

    @EachPostgres
    void areSetUpAndUndoneWithTheirNetwork(TestDatabase database) throws SQLException {
        for (RdsShape shape : RdsShape.values()) {
            try (RdsShop shop = RdsShop.open();
                    TestDatabase own = database.server().createDatabase()) {
                Login master = shape.shape(own);
                CatalogSnapshot before = CatalogSnapshot.of(own);
                String host = shape == RdsShape.AURORA ? RdsShop.WRITER : RdsShop.INSTANCE;
                ReverseEtlSourceSetup setup = setup(master, shop, host).build();

                SetupPlan plan = setup.plan();
                assertThat(plan.provider()).hasValueSatisfying(provider -> {
                    assertThat(provider.id()).isEqualTo("rds");
                    assertThat(provider.evidence().toString().contains("Aurora"))
                            .isEqualTo(shape == RdsShape.AURORA);
                });
                assertThat(plan.blockers()).isEmpty();
                assertThat(plan.steps()).extracting(PlanStep::code).endsWith(IngressSteps.CODE, IngressSteps.CODE);
                assertThat(shop.group().ingress()).isEmpty();

                SetupResult result = setup.apply(plan);
                assertThat(result.proof()).isEqualTo(Proof.LOGGED_IN);
                assertThat(result.audit())
                        .hasValueSatisfying(audit -> assertThat(audit.passed()).isTrue());
                assertThat(shop.group().ingress()).extracting(StandInRule::cidr).containsExactlyInAnyOrder(RANGES);
                assertThat(shop.group().ingress()).allSatisfy(rule -> {
                    assertThat(rule.description()).isEqualTo("Segment Reverse ETL");
                    assertThat(rule.tags())
                            .containsEntry(
                                    "reverse-etl-run", result.undoRecord().id());
                });
                assertThat(setup.verify().holds()).as("%s", setup.verify()).isTrue();

                shop.group().allow("203.0.113.0/24", 5432);
                setup.undo(result.undoRecord());
                assertThat(shop.group().ingress()).extracting(StandInRule::cidr).containsExactly("203.0.113.0/24");
                assertThat(CatalogSnapshot.of(own).changesSince(before)).isEmpty();
            }
        }
    }

    /** Every way in which a call can fail, at each call: the next run completes, and undo leaves nothing of ours. */
    @Test
    void nothingIsDoubledOrLeftWhenACallFails(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.RDS.shape(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        for (Fault fault :
                List.of(Fault.CUT_BEFORE_EFFECT, Fault.CUT_AFTER_EFFECT, Fault.TRUNCATED, Fault.EMPTY, Fault.HTML)) {
            for (int call = 1; call <= 2; call++) {
                try (RdsShop shop = RdsShop.open()) {
                    ReverseEtlSourceSetup setup =
                            setup(master, shop, RdsShop.INSTANCE).build();
                    SetupPlan plan = setup.plan();
                    // two dry runs: of the plan, and again before it is applied
                    int attempts = fault == Fault.HTML ? 1 : 4; // a page of somebody else's isn't tried again
                    for (int attempt = 0; attempt < attempts; attempt++) {
                        shop.aws().faults().inject("AuthorizeSecurityGroupIngress", 2 + call + attempt, fault);
                    }
                    try {
                        setup.apply(plan);
                    } catch (ReverseEtlException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.EXTERNAL_STEP_FAILED);
                        assertThat(shop.group().ingress())
                                .as("%s at %d: %s", fault, call, e)
                                .isEmpty();
                    }
                    try (RdsShop healed = new RdsShop(shop.aws(), shop.group())) {
                        ReverseEtlSourceSetup again =
                                setup(master, healed, RdsShop.INSTANCE).build();
                        apply(again);
                        assertThat(shop.group().ingress())
                                .as("%s at %d", fault, call)
                                .extracting(StandInRule::cidr)
                                .containsExactlyInAnyOrder(RANGES);
                        undoAll(again);
                    }
                    assertThat(shop.group().ingress())
                            .as("%s at %d", fault, call)
                            .isEmpty();
                    assertThat(CatalogSnapshot.of(database).changesSince(before))
                            .isEmpty();
                }
            }
        }
    }

    /** That the rules can't be read any more is no reason to think that they are there. */
    @Test
    void nothingIsDoneWithoutTheNetworkThatWasPlanned(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.RDS.shape(database);
        CatalogSnapshot before = CatalogSnapshot.of(database);
        try (RdsShop shop = RdsShop.open()) {
            ReverseEtlSourceSetup setup = setup(master, shop, RdsShop.INSTANCE).build();
            SetupPlan plan = setup.plan();
            shop.aws().faults().injectAlways("DescribeSecurityGroupRules", Fault.HTML);
            assertThatExceptionOfType(ReverseEtlException.class)
                    .isThrownBy(() -> setup.apply(plan))
                    .withMessageContaining("RDS_NETWORK_UNCHECKED")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_CHANGED));
            assertThat(shop.group().ingress()).isEmpty();
            assertThat(CatalogSnapshot.of(database).changesSince(before)).isEmpty();
        }
    }

    @Test
    void rulesThatTheCallerMayNotAddAreSomebodyElses(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.RDS.shape(database);
        try (RdsShop shop = RdsShop.open()) {
            shop.aws().account().refuse("AuthorizeSecurityGroupIngress");
            SetupPlan plan = setup(master, shop, RdsShop.INSTANCE).build().plan();
            assertThat(plan.foreignSteps()).hasSize(2).allSatisfy(step -> {
                assertThat(step.foreign().orElseThrow().who()).contains("ec2:AuthorizeSecurityGroupIngress");
                assertThat(step.action()).startsWith("aws ec2 authorize-security-group-ingress --region eu-west-1");
            });
        }
    }

    @Test
    void rulesThatTheCallerMayNotRevokeAreTold(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.RDS.shape(database);
        try (RdsShop shop = RdsShop.open()) {
            ReverseEtlSourceSetup setup = setup(master, shop, RdsShop.INSTANCE).build();
            assertThat(setup.plan().findings()).extracting(Finding::code).doesNotContain("RDS_MAY_NOT_REVOKE");
            shop.aws().account().refuse("RevokeSecurityGroupIngress");
            SetupPlan plan = setup.plan();
            assertThat(plan.blockers()).isEmpty();
            assertThat(plan.findings())
                    .filteredOn(finding -> finding.code().equals("RDS_MAY_NOT_REVOKE"))
                    .extracting(Finding::message)
                    .singleElement()
                    .asString()
                    .contains("the security group sg-1", "ec2:RevokeSecurityGroupIngress");
            setup.apply(plan);
            assertThat(setup.verify().holds()).isTrue();
        }
    }

    @Test
    void whatIsInTheWayBlocks(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.AURORA.shape(database);
        try (RdsShop shop = RdsShop.open(false)) {
            assertThat(setup(master, shop, RdsShop.INSTANCE).build().plan().blockers())
                    .extracting(Finding::code)
                    .containsExactly("RDS_NOT_PUBLIC");
            assertThat(setup(master, shop, RdsShop.READER).build().plan().blockers())
                    .extracting(Finding::code, Finding::remedy)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "RDS_ENDPOINT_READER",
                            "Give Segment " + RdsShop.WRITER + ", with segmentEndpoint(host, port)."));
            assertThat(setup(master, shop, RdsShop.MEMBER).build().plan().findings())
                    .extracting(Finding::code)
                    .contains("RDS_ENDPOINT_MEMBER");
            assertThat(setup(master, shop, "db.example.com").build().plan().findings())
                    .extracting(Finding::code)
                    .contains("RDS_NETWORK_UNCHECKED");
        }
    }

    @Test
    void isFoundByServiceLoader(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.RDS.shape(database);
        SetupPlan plan = ReverseEtlSourceSetup.builder()
                .admin(master.dataSource())
                .role(database.uniqueRole("segment"))
                .segmentEndpoint("db.example.com", 5432)
                .build()
                .plan();
        assertThat(plan.provider())
                .hasValueSatisfying(provider -> assertThat(provider.id()).isEqualTo("rds"));
        assertThat(plan.findings()).extracting(Finding::code).contains("PROVIDER_DETECTED", "RDS_NETWORK_UNCHECKED");
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> ReverseEtlSourceSetup.builder()
                        .admin(master.dataSource())
                        .provider("rsd")
                        .build()
                        .plan())
                .withMessageContaining("\"rds\" (dev.reverseetl.provider.rds.RdsProvider)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND));
    }

    /** Heroku's own Aurora looks like RDS, but for its marks. */
    @Test
    void herokusAuroraIsNotTakenForRds(@OnePostgres TestDatabase database) throws SQLException {
        Login master = RdsShape.AURORA.shape(database);
        database.run("CREATE SCHEMA _heroku");
        assertThat(detected(master, database)).isEqualTo("rds");
        database.run(
                "CREATE FUNCTION _heroku.validate() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                "CREATE EVENT TRIGGER \"00_validate_before_start\" ON ddl_command_start EXECUTE FUNCTION _heroku.validate()");
        assertThat(detected(master, database)).isEqualTo("generic");
    }

    private static String detected(Login master, TestDatabase database) {
        return ReverseEtlSourceSetup.builder()
                .admin(master.dataSource())
                .role(database.uniqueRole("segment"))
                .segmentEndpoint("db.example.com", 5432)
                .build()
                .plan()
                .provider()
                .orElseThrow()
                .id();
    }

    private static void apply(ReverseEtlSourceSetup setup) {
        setup.apply(setup.plan());
        assertThat(setup.plan().isEmpty()).isTrue();
    }

    private void undoAll(ReverseEtlSourceSetup setup) {
        List<JournalEntry> entries = SetupJournal.entries(journal());
        for (int i = entries.size() - 1; i >= 0; i--) {
            setup.undo(entries.get(i));
        }
    }

    private ReverseEtlSourceSetupBuilder setup(Login master, RdsShop shop, String host) {
        return ReverseEtlSourceSetup.builder()
                .admin(ConnectionSettings.builder()
                        .host(master.database().server().host())
                        .port(master.database().server().port())
                        .database(master.database().name())
                        .user(master.role())
                        .password(Secret.of(master.password()))
                        .build())
                .role("segment_" + master.role())
                .password(Secret.of("correct horse battery staple"))
                .model(Model.of("ones", "SELECT 1 AS id", "id"))
                .segmentEndpoint(host, 5432)
                .allowFrom(RANGES)
                .journal(SetupJournal.file(journal()))
                .provider(shop.provider().build());
    }

    private Path journal() {
        return directory.resolve("journal.jsonl");
    }
}
