package dev.reverseetl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reverseetl.ErrorCode;
import dev.reverseetl.ReverseEtlException;
import dev.reverseetl.audit.Guarantee;
import dev.reverseetl.audit.ModelShape;
import dev.reverseetl.audit.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private static final String BASELINE_START = "{\"format\": \"reverse-etl-baseline\", \"schemaVersion\": 1, ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static Contract contract() {
        return new Contract(List.of(model("users"), model("a \"quoted\" </script> name")));
    }

    private static ModelContract model(String name) {
        return new ModelContract(
                name,
                List.of("id"),
                ModelContract.digest("SELECT 1"),
                true,
                new ModelShape(
                        List.of(new ModelShape.Column("id", "numeric(10,2)", true)),
                        Guarantee.DECLARED,
                        Guarantee.UNKNOWN,
                        List.of(new ModelShape.Source(ObjectKind.TABLE, "app", "users", List.of("id"), true, false))));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        Path file =
                Files.writeString(directory.resolve("contract.json"), contract().toJson());
        assertThat(Contract.read(file)).isEqualTo(contract());
        assertThat(contract().models()).extracting(ModelContract::name).isSorted();
    }

    @Test
    void conformsToItsSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "contract.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(contract().toJson(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(contract().toJson().replace("\"DECLARED\"", "\"SURE\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[] # is no contract: The text is no JSON object",
                "{} # the member \"format\" is not \"reverse-etl-contract\"",
                "{\"format\": \"reverse-etl-contract\", \"schemaVersion\": 2} # another version of the library",
                "{\"format\": \"reverse-etl-contract\", \"schemaVersion\": 1} # \"models\" is not an array of objects",
                "{\"format\": \"reverse-etl-contract\", \"schemaVersion\": 1, \"models\": [{}]} # \"name\" is not a text"
            })
    void refusesWhatIsNone(String text, String why) throws IOException {
        Path file = Files.writeString(directory.resolve("contract.json"), text);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> Contract.read(file))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.GATE_FILE_INVALID))
                .withMessageContaining(why);
    }

    @Test
    void refusesFileThatIsNotThere() {
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> Contract.read(directory.resolve("none.json")))
                .withMessageContaining("it doesn't exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"known\": [{\"code\": \"MISSING\", \"until\": \"soon\", \"reason\": \"x\"}]} # \"soon\" is no day",
                "\"known\": [{\"code\": \"MISSING\", \"reason\": \"x\"}]} # \"until\" is not a text",
                "\"known\": {}} # \"known\" is not an array of objects"
            })
    void refusesBaselineWithoutExpiry(String rest, String why) throws IOException {
        Path file = Files.writeString(directory.resolve("baseline.json"), BASELINE_START + rest);
        assertThatExceptionOfType(ReverseEtlException.class)
                .isThrownBy(() -> Baseline.read(file))
                .withMessageContaining(why);
    }
}
