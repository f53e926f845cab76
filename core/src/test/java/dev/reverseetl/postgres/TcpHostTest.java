package dev.reverseetl.postgres;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpHostTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgres://u:geheim@db.example.com", "u:geheim@db.example.com", "//u:geheim@db"})
    void doesNotRepeatAPasswordOfAUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpHost.check(url))
                .withMessageContaining("not shown")
                .withMessageNotContaining("geheim");
    }

    @Test
    void showsAHostThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TcpHost.check("db example"))
                .withMessageContaining("\"db example\"");
    }
}
