package dev.reverseetl.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import org.junit.jupiter.api.Test;

class ReadScopeTest {
    @Test
    void isAllTablesOfASchema() {
        ReadScope scope = ReadScope.schema("My App");
        assertThat(scope.schema()).contains(Identifier.of("My App"));
        assertThat(scope.tables()).isEmpty();
        assertThat(scope.includesFutureTables()).isFalse();
        assertThat(scope).hasToString("schema \"My App\"");
    }

    @Test
    void canIncludeFutureTables() {
        ReadScope present = ReadScope.schema("app");
        ReadScope future = present.includingFutureTables();
        assertThat(future.includesFutureTables()).isTrue();
        assertThat(present.includesFutureTables()).isFalse();
        assertThat(future).hasToString("schema \"app\" including future tables");
    }

    @Test
    void isSingleTablesInOrderAndOnceEach() {
        QualifiedName users = QualifiedName.of("app", "users");
        QualifiedName orders = QualifiedName.of("app", "orders");
        ReadScope scope = ReadScope.tables(users, orders, users);
        assertThat(scope.tables()).containsExactly(orders, users);
        assertThat(scope.schema()).isEmpty();
        assertThat(scope).hasToString("tables [\"app\".\"orders\", \"app\".\"users\"]");
        assertThat(ReadScope.table("app", "users").tables()).containsExactly(users);
    }

    @Test
    void refusesFutureTablesOfSingleTables() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReadScope.table("app", "users").includingFutureTables())
                .withMessageContaining("ReadScope.schema");
    }

    @Test
    void refusesNamesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReadScope.schema(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ReadScope.table("app", "a".repeat(64)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadScope.tables(new QualifiedName[0]))
                .withMessageContaining("No table");
    }
}
