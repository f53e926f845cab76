package dev.reverseetl.provider.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierTest {
    @ParameterizedTest
    @CsvSource({
        "heroku-postgresql:essential-0, ESSENTIAL",
        "heroku-postgresql:mini, ESSENTIAL",
        "heroku-postgresql:basic, ESSENTIAL",
        "heroku-postgresql:hobby-dev, ESSENTIAL",
        "heroku-postgresql:standard-0, STANDARD",
        "heroku-postgresql:standard-10, STANDARD",
        "heroku-postgresql:premium-4, PREMIUM",
        "heroku-postgresql:private-7, PRIVATE",
        "heroku-postgresql:shield-7, SHIELD",
        "heroku-postgresql:private-shield-7, SHIELD",
        "heroku-postgresql:advanced-beta, ADVANCED",
        "heroku-postgresql:performance-4g, ADVANCED",
        "heroku-postgresql:quantum-1, UNKNOWN"
    })
    void isToldByThePlansName(String plan, Tier tier) {
        assertThat(Tier.of(plan)).isEqualTo(tier);
    }
}
