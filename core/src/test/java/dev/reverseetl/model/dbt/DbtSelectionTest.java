package dev.reverseetl.model.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reverseetl.ReverseEtlException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models a selection, written as dbt's, takes. */
class DbtSelectionTest {
    private static final Map<String, Object> ID = Map.of("reverse_etl_id", "id");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "users; users",
                "user*; users, users_old",
                "shop.core.users; users",
                "core.*; events, orders, users, users_old",
                "path:models/core/; events, orders, users, users_old",
                "models/core/users.sql; users",
                "path:models/*/users*; users, users_old",
                "tag:hot; orders",
                "tag:h?t users; orders, users",
                "tag:daily,config.materialized:view; events",
                "config.meta.sync:True; orders",
                "config.meta.reverse_etl_id:id,config.materialized:table; orders, users, users_old",
                "exposure:segment; events, users",
                "exposure:seg*,config.materialized:view; events",
                "package:shop,resource_type:model; events, orders, users, users_old",
                "fqn:users*; users, users_old",
            })
    void selects(String selection, String names) throws IOException {
        writeShop();
        assertThat(DbtManifest.at(file()).select(selection).read())
                .extracting(read -> read.model().name())
                .containsExactly(names.split(", "));
    }

    private void writeShop() throws IOException {
        try (ManifestFile manifest = ManifestFile.create(file(), 11)) {
            manifest.model("users", ID)
                    .model("users_old", ID)
                    .node("model", "orders", "table", Map.of("reverse_etl_id", "id", "sync", true), json -> {
                        json.writeArrayFieldStart("tags");
                        json.writeString("hot");
                        json.writeEndArray();
                    })
                    .node("model", "events", "view", ID, none -> {})
                    .exposures()
                    .exposure("segment", "model.shop.users", "model.shop.events", "source.shop.raw.x")
                    .exposure("other", "model.shop.orders");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+users", "users+", "@users", "2+users", "users+1", "state:modified", "", " ", "tag:", "a,"})
    void refusesSelectionThatItCannotRead(String selection) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DbtManifest.at(file()).select(selection))
                .withMessageContaining("election");
    }

    @Test
    void tellsOfSelectionThatNothingFits() throws IOException {
        writeShop();
        ReverseEtlException failure = catchThrowableOfType(
                ReverseEtlException.class,
                () -> DbtManifest.at(file())
                        .select("users tag:cold", "exposure:none")
                        .read());
        assertThat(failure)
                .hasMessageContaining("has 2 problems:\nno model fits the selection \"tag:cold\"\n")
                .hasMessageContaining("\nno model fits the selection \"exposure:none\"\n");
    }

    private Path file() {
        return directory.resolve("manifest.json");
    }
}
