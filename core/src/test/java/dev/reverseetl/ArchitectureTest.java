package dev.reverseetl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Set;

/** The rules about who may know whom, and what no class does. */
@AnalyzeClasses(locations = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    private static final Path MAIN_CLASSES = Path.of("target", "classes");

    private static final String ROOT = "dev.reverseetl";
    private static final String POSTGRES = "dev.reverseetl.postgres..";
    private static final String SEGMENT = "dev.reverseetl.segment..";
    private static final String MODEL = "dev.reverseetl.model..";
    private static final String SPI = "dev.reverseetl.spi..";
    private static final String AUDIT = "dev.reverseetl.audit..";
    private static final String TRACKING = "dev.reverseetl.tracking..";
    private static final String SETUP = "dev.reverseetl.setup..";
    private static final String GATE = "dev.reverseetl.gate..";
    private static final String REPORT = "dev.reverseetl.report..";
    private static final String JDBC = "dev.reverseetl.internal.jdbc..";
    private static final String CATALOG = "dev.reverseetl.internal.catalog..";
    private static final String SQL = "dev.reverseetl.internal.sql..";
    private static final String JSON = "dev.reverseetl.internal.json..";
    private static final String INTERNAL = "dev.reverseetl.internal..";
    /** Without its sub-packages: {@code ValueStyle} and {@code VisibleText}, which every package may use. */
    private static final String STYLE = "dev.reverseetl.internal";

    @ArchTest
    static final ArchRule rootKnowsNobody = knowsOnly(ROOT, STYLE);

    @ArchTest
    static final ArchRule postgresKnowsNobody = knowsOnly(POSTGRES, ROOT, STYLE);

    @ArchTest
    static final ArchRule segmentKnowsPostgres = knowsOnly(SEGMENT, ROOT, STYLE, POSTGRES);

    @ArchTest
    static final ArchRule modelKnowsPostgresAndTexts = knowsOnly(MODEL, ROOT, STYLE, POSTGRES, SQL, JSON);

    @ArchTest
    static final ArchRule spiKnowsTheVocabulary = knowsOnly(SPI, ROOT, STYLE, POSTGRES, SEGMENT, MODEL);

    @ArchTest
    static final ArchRule auditKnowsTheVocabulary = knowsOnly(AUDIT, ROOT, POSTGRES, SEGMENT, MODEL, INTERNAL);

    @ArchTest
    static final ArchRule setupKnowsAuditAndSpi =
            knowsOnly(SETUP, ROOT, POSTGRES, SEGMENT, MODEL, SPI, AUDIT, INTERNAL);

    @ArchTest
    static final ArchRule trackingKnowsAudit = knowsOnly(TRACKING, ROOT, POSTGRES, SEGMENT, MODEL, AUDIT, INTERNAL);

    @ArchTest
    static final ArchRule gateKnowsAudit = knowsOnly(GATE, ROOT, STYLE, POSTGRES, MODEL, AUDIT, JSON);

    @ArchTest
    static final ArchRule reportOnlyRenders =
            knowsOnly(REPORT, ROOT, STYLE, POSTGRES, SEGMENT, MODEL, AUDIT, GATE, SETUP, TRACKING, JSON, SQL);

    @ArchTest
    static final ArchRule sqlTextKnowsNobody = knowsOnly(SQL, STYLE);

    @ArchTest
    static final ArchRule jdbcKnowsPostgres = knowsOnly(JDBC, ROOT, STYLE, POSTGRES);

    @ArchTest
    static final ArchRule catalogKnowsJdbc = knowsOnly(CATALOG, ROOT, STYLE, POSTGRES, JDBC);

    @ArchTest
    static final ArchRule internalKnowsNoVerb = knowsOnly(INTERNAL, ROOT, POSTGRES, SEGMENT, MODEL, SPI);

    @ArchTest
    static final ArchRule nobodyKnowsReport = noClasses()
            .that()
            .resideOutsideOfPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(REPORT);

    @ArchTest
    static final ArchRule onlyJdbcExecutesSql = noClasses()
            .that()
            .resideOutsideOfPackage(JDBC)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Statement.class);

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule noReflection =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule helpersAreNamedForWhatTheyKnow = noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper");

    @ArchTest
    static void publicTypesAreExportedOrInternal(JavaClasses classes) {
        String[] exported = exportedPackages().toArray(String[]::new);
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .resideInAnyPackage(exported)
                .orShould()
                .resideInAPackage("..internal..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @ArchTest
    static void internalPackagesAreNotExported(JavaClasses classes) {
        assertThat(exportedPackages()).noneMatch(name -> (name + ".").contains(".internal."));
    }

    private static ArchRule knowsOnly(String who, String... whom) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.reverseetl..")
                        .and(not(resideInAPackage(who)))
                        .and(not(resideInAnyPackage(whom))))
                .allowEmptyShould(true);
    }

    private static Set<String> exportedPackages() {
        return ModuleFinder.of(MAIN_CLASSES).find("dev.reverseetl.core").orElseThrow().descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toUnmodifiableSet());
    }

    static final class MainClasses implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(MAIN_CLASSES));
        }
    }
}
