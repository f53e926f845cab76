package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reverseetl.ErrorCode;
import dev.reverseetl.Finding;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.plugins.PluginClasses;
import dev.reverseetl.testing.AdminShape;
import dev.reverseetl.testing.OnePostgres;
import dev.reverseetl.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plug-in is taken, and what is said where none, too many or broken ones are there. */
class ProviderChoiceIT {
    @TempDir
    Path directory;

    @Test
    void theSurestIsTakenAndOfEqualsTheHighest(@OnePostgres TestDatabase database) throws Exception {
        assertThat(chosen(database, "Likely", "Sure")).isEqualTo("sure");
        assertThat(chosen(database, "Sure", "Surest", "Likely")).isEqualTo("surest");
        assertThat(chosen(database, "Likely")).isEqualTo("likely");
        assertThat(chosen(database)).isEqualTo("generic");
    }

    @Test
    void equalsAreRefused(@OnePostgres TestDatabase database) throws Exception {
        assertThatItFails(ErrorCode.PROVIDER_AMBIGUOUS, database, builder -> builder, "Sure", "SureToo")
                .contains("dev.reverseetl.plugins.Sure and dev.reverseetl.plugins.SureToo");
        assertThatItFails(ErrorCode.PROVIDER_AMBIGUOUS, database, builder -> builder.provider("sure"), "Sure", "Twin")
                .contains("Two plug-ins have the id \"sure\"", "dev.reverseetl.plugins.Twin");
    }

    @Test
    void aChoiceBeatsWhatIsDetected(@OnePostgres TestDatabase database) throws Exception {
        SetupPlan plan = plan(database, builder -> builder.provider("likely"), "Likely", "Surest");
        assertThat(plan.provider().orElseThrow().id()).isEqualTo("likely");
        SetupPlan generic = plan(database, builder -> builder.provider("generic"), "Surest");
        assertThat(generic.provider().orElseThrow().isGeneric()).isTrue();
        assertThatItFails(ErrorCode.PROVIDER_FAILED, database, builder -> builder.provider("dividing"), "Dividing")
                .contains("dev.reverseetl.plugins.Dividing: its probes failed");
        assertThatItFails(ErrorCode.PROVIDER_NOT_FOUND, database, builder -> builder.provider("absent"), "Sure")
                .contains(
                        "\"absent\"",
                        "\"sure\" (dev.reverseetl.plugins.Sure)",
                        "dev.reverseetl:reverse-etl-provider-absent");
    }

    @Test
    void brokenOnesAreNamedAndKeepNoneAway(@OnePostgres TestDatabase database) throws Exception {
        SetupPlan plan = plan(
                database,
                builder -> builder,
                "Missing",
                "Unconstructable",
                "Shouting",
                "Throwing",
                "Dividing",
                "Likely");
        assertThat(plan.provider().orElseThrow().id()).isEqualTo("likely");
        List<String> broken = plan.findings().stream()
                .filter(finding -> finding.code().equals("PROVIDER_BROKEN"))
                .map(Finding::message)
                .toList();
        assertThat(broken).hasSize(5).noneMatch(message -> message.contains("hunter2"));
        assertThat(String.join("\n", broken))
                .contains(
                        "dev.reverseetl.plugins.Missing",
                        "dev.reverseetl.plugins.Unconstructable: java.lang.IllegalStateException",
                        "dev.reverseetl.plugins.Shouting: its id \"NOT AN ID\"",
                        "dev.reverseetl.plugins.Throwing: detect() threw java.lang.IllegalStateException",
                        "dev.reverseetl.plugins.Dividing: its probes failed with SQLSTATE 22012");
    }

    private AbstractStringAssert<?> assertThatItFails(
            ErrorCode code,
            TestDatabase database,
            UnaryOperator<ReverseEtlSourceSetupBuilder> more,
            String... plugins) {
        ReverseEtlException[] caught = new ReverseEtlException[1];
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> plan(database, more, plugins))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> caught[0] = e);
        return assertThat(caught[0].getMessage());
    }

    private String chosen(TestDatabase database, String... plugins) throws SQLException, IOException {
        return plan(database, builder -> builder, plugins)
                .provider()
                .orElseThrow()
                .id();
    }

    private SetupPlan plan(TestDatabase database, UnaryOperator<ReverseEtlSourceSetupBuilder> more, String... plugins)
            throws SQLException, IOException {
        ReverseEtlSourceSetupBuilder builder =
                Setups.builder(AdminShape.SUPERUSER.create(database)).role(database.uniqueRole("segment"));
        try (PluginClasses classes = PluginClasses.open(directory, plugins)) {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(classes);
            return more.apply(builder).build().plan();
        }
    }
}
