package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reverseetl.postgres.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HerokuProviderBuilderTest {
    private final HerokuProviderBuilder builder = HerokuProvider.builder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.heroku.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "ftp://localhost",
                "https://user:password@api.heroku.com",
                "https:///x",
                "api.heroku.com"
            })
    void sendsTheTokenToNobodyInClear(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.endpoint(URI.create(address)))
                .withMessageNotContaining("user:password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://heroku.example.com/prefix",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]:1"
            })
    void takesOtherAddresses(String address) {
        assertThatCode(() -> builder.endpoint(URI.create(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "../apps", "a/b", "$(reboot)", "-x"})
    void refusesNamesThatHerokuNeverGives(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.app(name)).withMessageContaining("\"" + name);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.attachment(name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.addOn(name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.expectedPlan(name + ";"));
    }

    @Test
    void refusesTokensThatNoHeaderCouldCarry() {
        for (String token : new String[] {"hunter2\r\nHost: evil", "hunter2 ", "hunter\u00fc2"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.token(Secret.of(token)))
                    .withMessageNotContaining("hunter");
        }
    }

    @Test
    void needsSomethingToAskAbout() {
        builder.token(Secret.of("HRKU-1"));
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("app(String)");
        assertThat(builder.app("shop").build().id()).isEqualTo("heroku");
    }

    @Test
    void isNotChangedByWhatComesAfter() {
        HerokuProvider provider = builder.build();
        builder.app("other");
        assertThat(provider.priority()).isPositive();
        assertThat(builder.copy().app()).hasValue("other");
    }
}
